import type { PersonActor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { recordEvent } from "@/lib/events/record-event";
import type { SetMemberRoleInput } from "@/lib/groups/contract";
import { memberToChange, refuse } from "@/lib/groups/internal/member-change";
import { memberPolicy } from "@/lib/groups/policy";

/**
 * Makes somebody of the customer's side owner or member of a group: its owners do, and who leads the service team appoints
 * an owner when none is left or when the customer asks (edge-cases §7.9). Who has the role already keeps it, and nothing is
 * recorded. Everybody in the group sees it at once.
 *
 * @throws AppError NOT_FOUND `groups.no_such_group` for a stranger, `groups.no_such_member` also for who left; FORBIDDEN
 *   `groups.may_not_appoint`, `groups.other_side`, `groups.service_has_no_owners`, `groups.owners_are_the_customers`;
 *   CONFLICT `groups.last_owner`.
 */
export async function setMemberRole(
  actor: PersonActor,
  input: SetMemberRoleInput,
  { now }: At,
): Promise<void> {
  const { groupId, personId, role } = input;
  await inTransaction(async (tx) => {
    const { group, member, facts } = await memberToChange(tx, actor, input);
    if (facts) refuse(memberPolicy[role === "owner" ? "makeOwner" : "makeMember"](facts));
    if (member.leftAt !== null) throw new AppError("NOT_FOUND", "groups.no_such_member");
    if (member.role === role) return;
    await tx.groupMember.update({
      where: { groupId_personId: { groupId, personId } },
      data: { role },
    });
    await recordEvent(tx, {
      groupId,
      type: "member.changed",
      subjectId: personId,
      actorId: actor.personId,
      now,
    });
    await recordAudit(tx, actor, {
      action: "member.role_changed",
      subjectType: "group",
      subjectId: groupId,
      accountId: group.accountId,
      details: { personId, role },
      before: { role: member.role },
      now,
    });
  });
}
