import type { SystemActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import { lockTicket } from "@/lib/tickets/change-ticket";
import type { TicketIdInput } from "@/lib/tickets/contract";
import { lookForAnswers } from "@/lib/tickets/internal/look-for-answers";

/**
 * Looks through what was written in a ticket's group since it was looked at last, and does what follows: the service
 * side's first answer begins the work and stops the first clock, an answer ends a reminder, the customer's word ends the
 * waiting for them, and one after the resolution opens the ticket again, unless it only says thanks (edge-cases §4.9, §5.6).
 */
export async function noteAnswers(
  actor: SystemActor,
  { ticketId }: TicketIdInput,
  { now }: At,
): Promise<void> {
  await inTransaction(async (tx) => {
    await lookForAnswers(tx, await lockTicket(tx, actor, { ticketId, now }, "read"), now);
  });
}
