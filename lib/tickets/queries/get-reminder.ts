import type { PersonActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { prisma } from "@/lib/db/prisma";
import { accessTicket } from "@/lib/tickets/access";
import type { ReminderView, TicketIdInput } from "@/lib/tickets/contract";
import { reminderView } from "@/lib/tickets/internal/reminder-view";

/**
 * How the reminding of a ticket stands: what a press would do now, who was told and has seen it, who is next.
 *
 * @throws AppError NOT_FOUND `tickets.no_such_ticket` for who may not see it; FORBIDDEN `tickets.may_not_read`.
 */
export async function getReminder(
  actor: PersonActor,
  { ticketId }: TicketIdInput,
  { now }: At,
): Promise<ReminderView> {
  const ticket = await accessTicket(prisma(), actor, { ticketId, now }, "read");
  return reminderView(prisma(), ticket, { readerId: actor.personId, answer: null, now });
}
