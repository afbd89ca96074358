import type { StaffActor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import { durations } from "@/lib/config/durations";
import { newId } from "@/lib/db/new-id";
import type { Tx } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import type { BreakGlassInput, BreakGlassView } from "@/lib/desk/contract";
import { openGlassOf } from "@/lib/desk/internal/open-glass";
import { announceMembership } from "@/lib/events/announce-membership";
import { lockGroups } from "@/lib/events/lock-groups";
import { accessClosedGroup } from "@/lib/groups/access";
import { requireRecentSecondFactor } from "@/lib/identity/require-recent-second-factor";
import { recordNotice } from "@/lib/messages/record-notice";

type Closed = Awaited<ReturnType<typeof accessClosedGroup>>;

/**
 * Opens a conversation that the actor is not in, to be read for an hour: a line of its log tells the customer who reads it and
 * why, and its owners are notified like by any mention; where none of them is in a ticket's group, the main group is told.
 * What is open already stays as it is (docs/decisions/0086-reading-without-membership.md).
 *
 * @throws AppError FORBIDDEN `groups.may_not_break_glass`, `identity.second_factor_needed`; NOT_FOUND `groups.no_such_group`;
 *   CONFLICT `groups.in_it_already`.
 */
export async function breakGlass(
  actor: StaffActor,
  { conversation, reason }: BreakGlassInput,
  { now }: At,
): Promise<BreakGlassView> {
  return inTransaction(async (tx) => {
    const group = await accessClosedGroup(tx, actor, conversation);
    await requireRecentSecondFactor(tx, actor, now);
    await lockGroups(tx, group.ticket === null ? [group.id] : [group.id, group.ticket.mainGroupId]);
    const open = await tx.breakGlass.findFirst({
      where: { groupId: group.id, ...openGlassOf(actor.personId, now) },
    });
    const opened = open ?? (await openFor(tx, actor, group, { reason, now }));
    return {
      groupId: group.id,
      groupName: group.name,
      organizationName: group.channel.organizationName,
      reason: opened.reason,
      endsAt: opened.endsAt.toISOString(),
    };
  });
}

async function openFor(
  tx: Tx,
  actor: StaffActor,
  group: Closed,
  { reason, now }: { reason: string; now: Date },
) {
  const { id: groupId, accountId } = group;
  const endsAt = new Date(now.getTime() + durations.breakGlass);
  const opened = await tx.breakGlass.create({
    data: { id: newId(), accountId, groupId, personId: actor.personId, reason, startedAt: now, endsAt },
  });
  await tellTheCustomer(tx, actor, group, { reason, endsAt, now });
  await recordAudit(tx, actor, {
    action: "break_glass.opened",
    subjectType: "group",
    subjectId: groupId,
    accountId,
    details: { reason, endsAt: endsAt.toISOString() },
    now,
  });
  await announceMembership(tx, groupId, actor.personId);
  return opened;
}

type Told = { reason: string; endsAt: Date; now: Date };

async function tellTheCustomer(
  tx: Tx,
  { personId }: StaffActor,
  group: Closed,
  { reason, endsAt, now }: Told,
): Promise<void> {
  // Who reads without being a member has no name in the group: the line brings it along.
  const { name } = await tx.person.findUniqueOrThrow({ where: { id: personId }, select: { name: true } });
  const data = { name, endsAt: endsAt.toISOString(), reason };
  const owners = await ownersOf(tx, group.id);
  const told = { actorId: null, data, now };
  await recordNotice(tx, { ...told, groupId: group.id, kind: "break_glass.opened", addressees: owners });
  if (group.ticket === null || owners.length > 0) return;
  const { mainGroupId, number } = group.ticket;
  await recordNotice(tx, {
    ...told,
    groupId: mainGroupId,
    kind: "break_glass.ticket_opened",
    data: { ...data, number },
    addressees: await ownersOf(tx, mainGroupId),
  });
}

async function ownersOf(tx: Tx, groupId: string): Promise<string[]> {
  const owners = await tx.groupMember.findMany({
    where: { groupId, side: "customer", role: "owner", leftAt: null },
    select: { personId: true },
  });
  return owners.map((owner) => owner.personId);
}
