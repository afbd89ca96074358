import type { SystemActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { durations } from "@/lib/config/durations";
import type { Tx } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { isServiceTime, nextServiceStart } from "@/lib/duty/service-calendar";
import { setArchived } from "@/lib/groups/set-archived";
import { changeTicket, type LockedTicket, lockTicket } from "@/lib/tickets/change-ticket";
import type { TicketIdInput } from "@/lib/tickets/contract";
import { endReminder } from "@/lib/tickets/end-reminder";
import { hasOpenIncident } from "@/lib/tickets/internal/has-open-incident";
import { closedSince } from "@/lib/tickets/internal/closed-since";
import { slaPolicyOf } from "@/lib/tickets/queries/sla-policy-of";
import { serviceOverSince } from "@/lib/tickets/service-over";

/** Warnings before a resolved ticket closes by itself. */
const WARNINGS = 2;

/**
 * What silence after a resolution leads to: two announced warnings, then the ticket closes, and when it can be reopened no
 * more its groups are archived. All of it only in the plan's service hours, so never on a holiday, and never while an emergency
 * is open (edge-cases §4.10) or the plan is over.
 */
export async function answerSilence(
  actor: SystemActor,
  { ticketId }: TicketIdInput,
  { now }: At,
): Promise<void> {
  await inTransaction(async (tx) => {
    const ticket = await lockTicket(tx, actor, { ticketId, now }, "read");
    if (ticket.autoCloseAt === null || ticket.autoCloseAt > now) return;
    const postponedTo = await postponement(tx, ticket, now);
    if (postponedTo !== null)
      await tx.ticket.update({ where: { id: ticketId }, data: { autoCloseAt: postponedTo } });
    else if (ticket.status === "closed") await archiveGroups(tx, ticket, now);
    else if (ticket.autoCloseWarnings < WARNINGS) await warn(tx, ticket, now);
    else await close(tx, ticket, now);
  });
}

const stepAfter = (now: Date): Date => new Date(now.getTime() + durations.autoCloseStep);

/** Until when nobody is to be bothered, or null. */
async function postponement(tx: Tx, ticket: LockedTicket, now: Date): Promise<Date | null> {
  const { calendar } = await slaPolicyOf(tx, ticket.planId);
  if (!isServiceTime(now, calendar)) return nextServiceStart(now, calendar) ?? stepAfter(now);
  if (await hasOpenIncident(tx, ticket.id)) return stepAfter(now);
  // Silence says nothing where nobody can write.
  const cannotAnswer = ticket.status !== "closed" && (await serviceOverSince(tx, ticket, now)) !== null;
  return cannotAnswer ? stepAfter(now) : null;
}

async function warn(tx: Tx, ticket: LockedTicket, now: Date): Promise<void> {
  const left = WARNINGS - ticket.autoCloseWarnings;
  const closesAt = new Date(now.getTime() + left * durations.autoCloseStep);
  await changeTicket(tx, ticket.id, {
    type: "auto_close_warned",
    actorId: null,
    data: { closesAt: closesAt.toISOString() },
    set: { autoCloseAt: stepAfter(now), autoCloseWarnings: { increment: 1 } },
    addressees: [ticket.requesterId],
    now,
  });
}

async function close(tx: Tx, ticket: LockedTicket, now: Date): Promise<void> {
  await endReminder(tx, ticket.id, "closed", now);
  await changeTicket(tx, ticket.id, {
    type: "closed_by_silence",
    actorId: null,
    data: { status: "closed" },
    set: closedSince(now),
    addressees: [ticket.requesterId],
    now,
  });
}

async function archiveGroups(tx: Tx, ticket: LockedTicket, now: Date): Promise<void> {
  for (const groupId of [ticket.groupId, ticket.internalGroupId].toSorted())
    await setArchived(tx, groupId, true, now);
  await tx.ticket.update({ where: { id: ticket.id }, data: { autoCloseAt: null } });
}
