import type { PersonActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { changeTicket, lockTicket, requireVersion } from "@/lib/tickets/change-ticket";
import type { CloseTicketInput } from "@/lib/tickets/contract";
import { endReminder } from "@/lib/tickets/end-reminder";
import { hasOpenIncident } from "@/lib/tickets/internal/has-open-incident";
import { closedSince } from "@/lib/tickets/internal/closed-since";

/**
 * Closes a resolved ticket: both sides agree that it is done. It can be reopened for 14 days.
 *
 * @throws AppError CONFLICT `tickets.changed_meanwhile` with who was first, `tickets.not_now`,
 *   `tickets.emergency_open`; what `accessTicket` does.
 */
export async function closeTicket(
  actor: PersonActor,
  input: CloseTicketInput,
  { now }: At,
): Promise<{ version: number }> {
  return inTransaction(async (tx) => {
    const ticket = await lockTicket(tx, actor, { ticketId: input.ticketId, now }, "close");
    await requireVersion(tx, ticket, input.version);
    if (await hasOpenIncident(tx, ticket.id)) throw new AppError("CONFLICT", "tickets.emergency_open");
    await endReminder(tx, ticket.id, "closed", now);
    const version = await changeTicket(tx, ticket.id, {
      type: "closed",
      actorId: actor.personId,
      data: { status: "closed" },
      set: closedSince(now),
      addressees: [ticket.requesterId, ticket.assigneeId],
      now,
    });
    return { version };
  });
}
