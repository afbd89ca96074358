import type { Actor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { lockGroup, recordEvent } from "@/lib/events/record-event";
import { accessGroup } from "@/lib/groups/access";
import type { RemoveMemberInput, Side } from "@/lib/groups/contract";

/**
 * Removes a person of the actor's own side from a group: they are cut off at once, open sockets included, and a message of
 * theirs that waits for the group is refused. Removing who has left already changes nothing.
 *
 * @throws AppError NOT_FOUND `groups.no_such_group` for a stranger, `groups.no_such_member`; FORBIDDEN
 *   `groups.may_not_manage_members`, `groups.other_side`; CONFLICT `groups.last_owner`: a group is never ownerless.
 */
export async function removeMember(actor: Actor, input: RemoveMemberInput, { now }: At): Promise<void> {
  const { groupId, personId } = input;
  await inTransaction(async (tx) => {
    await lockGroup(tx, groupId);
    const group = await accessGroup(tx, actor, groupId, "manageMembers");
    const member = await tx.groupMember.findUnique({
      where: { groupId_personId: { groupId, personId } },
      select: { side: true, role: true, leftAt: true },
    });
    if (member === null) throw new AppError("NOT_FOUND", "groups.no_such_member");
    if (member.leftAt !== null) return;
    refuseOtherSide(actor, member.side);
    if (member.role === "owner" && actor.kind !== "system") {
      const owners = await tx.groupMember.count({ where: { groupId, role: "owner", leftAt: null } });
      if (owners === 1) throw new AppError("CONFLICT", "groups.last_owner");
    }
    await tx.groupMember.update({
      where: { groupId_personId: { groupId, personId } },
      data: { leftAt: now },
    });
    const actorId = actor.kind === "employee" || actor.kind === "staff" ? actor.personId : null;
    await recordEvent(tx, { groupId, type: "member.left", subjectId: personId, actorId, now });
    await recordAudit(tx, actor, {
      action: "member.removed",
      subjectType: "group",
      subjectId: groupId,
      accountId: group.accountId,
      details: { personId },
      now,
    });
  });
}

function refuseOtherSide(actor: Actor, side: Side): void {
  if (actor.kind === "system") return;
  if ((actor.kind === "employee") !== (side === "customer"))
    throw new AppError("FORBIDDEN", "groups.other_side");
}
