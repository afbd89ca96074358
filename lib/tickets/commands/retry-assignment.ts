import type { SystemActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import { findAndAssign } from "@/lib/tickets/assignment";
import { lockTicket } from "@/lib/tickets/change-ticket";
import type { TicketIdInput } from "@/lib/tickets/contract";

/** Looks once more for an engineer for a ticket that waits for duty, if it still does. */
export async function retryAssignment(
  actor: SystemActor,
  { ticketId }: TicketIdInput,
  { now }: At,
): Promise<void> {
  await inTransaction(async (tx) => {
    const ticket = await lockTicket(tx, actor, { ticketId, now }, "read");
    if (ticket.assignmentDueAt === null || ticket.assignmentDueAt > now) return;
    await findAndAssign(tx, ticket, { actorId: null, now });
  });
}
