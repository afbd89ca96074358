import type { PersonActor } from "@/lib/actor/actor";
import { type At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import { lockTicket, requireVersion } from "@/lib/tickets/change-ticket";
import type { MoveTicketInput } from "@/lib/tickets/contract";
import { lookForAnswers } from "@/lib/tickets/internal/look-for-answers";
import { setStatus } from "@/lib/tickets/internal/set-status";
import type { TicketAbility } from "@/lib/tickets/policy";

const abilityOf: Record<MoveTicketInput["status"], TicketAbility> = {
  in_progress: "startWork",
  waiting_for_customer: "waitForCustomer",
  resolved: "resolve",
};

/**
 * Moves a ticket on: work begins, the customer is waited for, it is resolved. Both sides read it in the group.
 *
 * @throws AppError CONFLICT `tickets.changed_meanwhile` with who was first, `tickets.not_now`; what `accessTicket` does.
 */
export async function moveTicket(
  actor: PersonActor,
  input: MoveTicketInput,
  { now }: At,
): Promise<{ version: number }> {
  return inTransaction(async (tx) => {
    const ticket = await lockTicket(tx, actor, { ticketId: input.ticketId, now }, abilityOf[input.status]);
    await requireVersion(tx, ticket, input.version);
    // What was said before this was pressed must not undo it a moment later.
    const current = await lookForAnswers(tx, ticket, now);
    if (current.status === input.status) return { version: current.version };
    return { version: await setStatus(tx, current, input.status, { actorId: actor.personId, now }) };
  });
}
