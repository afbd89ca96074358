import type { SystemActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import type { Tx } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { setArchived } from "@/lib/groups/set-archived";
import { changeTicket, type LockedTicket, lockTicket } from "@/lib/tickets/change-ticket";
import type { TicketIdInput } from "@/lib/tickets/contract";
import { endReminder } from "@/lib/tickets/end-reminder";
import { serviceOverSince } from "@/lib/tickets/service-over";

/**
 * What follows for a ticket when the grace after its plan is over, and when the plan is renewed: its groups are archived and
 * its clocks wait, or its groups are open again and its clocks go on from there; the ticket stays in the state it has. An
 * emergency that is running keeps it open. Safe to do twice, and by two at once.
 *
 * @throws AppError NOT_FOUND `tickets.no_such_ticket`.
 */
export async function settleTicket(
  actor: SystemActor,
  { ticketId }: TicketIdInput,
  { now }: At,
): Promise<void> {
  await inTransaction(async (tx) => {
    const ticket = await lockTicket(tx, actor, { ticketId, now }, "read");
    const overSince = await serviceOverSince(tx, ticket, now);
    if (overSince) await suspend(tx, ticket, overSince, now);
    else await resume(tx, ticket, now);
  });
}

/** A closed ticket owes nothing and nobody waits for it: its groups alone are concerned. */
async function suspend(tx: Tx, ticket: LockedTicket, endedAt: Date, now: Date): Promise<void> {
  const isOpen = ticket.status !== "resolved" && ticket.status !== "closed";
  if (isOpen && !(await isSuspended(tx, ticket.id))) {
    await endReminder(tx, ticket.id, "service_over", now);
    await changeTicket(tx, ticket.id, {
      type: "service_ended",
      actorId: null,
      // To its clocks it waits for the customer; its row keeps what it was.
      data: { status: "waiting_for_customer", endedAt: endedAt.toISOString() },
      now,
    });
  }
  await setBothArchived(tx, ticket, true, now);
}

async function resume(tx: Tx, ticket: LockedTicket, now: Date): Promise<void> {
  const { status } = await tx.channel.findUniqueOrThrow({
    where: { id: ticket.channelId },
    select: { status: true },
  });
  if (status === "deleted") return;
  if (await isSuspended(tx, ticket.id))
    await changeTicket(tx, ticket.id, {
      type: "service_resumed",
      actorId: null,
      data: { status: ticket.status },
      now,
    });
  const isOverForGood = ticket.status === "closed" && ticket.autoCloseAt === null;
  if (!isOverForGood) await setBothArchived(tx, ticket, false, now);
}

async function isSuspended(tx: Tx, ticketId: string): Promise<boolean> {
  const last = await tx.ticketEvent.findFirst({
    where: { ticketId, type: { in: ["service_ended", "service_resumed"] } },
    orderBy: { version: "desc" },
    select: { type: true },
  });
  return last?.type === "service_ended";
}

async function setBothArchived(tx: Tx, ticket: LockedTicket, isArchived: boolean, now: Date): Promise<void> {
  for (const groupId of [ticket.groupId, ticket.internalGroupId].toSorted())
    await setArchived(tx, groupId, isArchived, now);
}
