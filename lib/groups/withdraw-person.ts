import type { SystemActor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Tx } from "@/lib/db/prisma";
import { lockGroups } from "@/lib/events/lock-groups";
import { recordEvent } from "@/lib/events/record-event";
import { endMembership } from "@/lib/groups/internal/end-membership";
import { internalGroupOf } from "@/lib/groups/internal/internal-group-of";

type Withdrawal = { groupId: string; personId: string; actor: SystemActor; now: Date };

/**
 * Takes somebody out of a group because their personal data is deleted: cut off at once like by any removal. Nothing
 * refuses it, so where they are its last owner, whoever of the customer's side is there longest becomes owner; where
 * nobody is, the next to come does (design.md §3 "Who is in a main group"). With a ticket's group one of the service team
 * leaves its internal one. Who is not in it stays as they are.
 */
export async function withdrawPerson(tx: Tx, { groupId, personId, actor, now }: Withdrawal): Promise<void> {
  const internalGroupId = await internalGroupOf(tx, groupId);
  await lockGroups(tx, internalGroupId === null ? [groupId] : [groupId, internalGroupId]);
  const member = await tx.groupMember.findUnique({
    where: { groupId_personId: { groupId, personId } },
    select: { accountId: true, role: true, leftAt: true },
  });
  if (!member || member.leftAt !== null) return;
  const group = { id: groupId, accountId: member.accountId, internalGroupId };
  if (member.role === "owner") await handOver(tx, group, { personId, actor, now });
  await endMembership(tx, group, { personId, via: "removed", actor, now });
}

async function handOver(
  tx: Tx,
  group: { id: string; accountId: string },
  { personId, actor, now }: Omit<Withdrawal, "groupId">,
): Promise<void> {
  const others = await tx.groupMember.findMany({
    where: { groupId: group.id, side: "customer", leftAt: null, personId: { not: personId } },
    orderBy: [{ role: "asc" }, { joinedAt: "asc" }, { personId: "asc" }],
    select: { personId: true, role: true },
    take: 1,
  });
  const [heir] = others;
  // Owners come first: one of them means that there is nothing to hand over.
  if (!heir || heir.role === "owner") return;
  await tx.groupMember.update({
    where: { groupId_personId: { groupId: group.id, personId: heir.personId } },
    data: { role: "owner" },
  });
  await recordEvent(tx, {
    groupId: group.id,
    type: "member.changed",
    subjectId: heir.personId,
    actorId: null,
    now,
  });
  await recordAudit(tx, actor, {
    action: "member.role_changed",
    subjectType: "group",
    subjectId: group.id,
    accountId: group.accountId,
    details: { personId: heir.personId, role: "owner" },
    before: { role: "member" },
    now,
  });
}
