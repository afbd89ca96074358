import type { PersonActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import { lockTicket, requireVersion } from "@/lib/tickets/change-ticket";
import type { ReopenTicketInput } from "@/lib/tickets/contract";
import { reopen } from "@/lib/tickets/internal/reopen";
import { requireService } from "@/lib/tickets/service-over";

/**
 * Opens a resolved or closed ticket again, within 14 days; an engineer who is not on duty any more is replaced
 * (edge-cases §4.6, §4.9).
 *
 * @throws AppError CONFLICT `tickets.changed_meanwhile` with who was first, `tickets.not_now` when it is open or too old;
 *   what `accessTicket` and `requireService` do.
 */
export async function reopenTicket(
  actor: PersonActor,
  input: ReopenTicketInput,
  { now }: At,
): Promise<{ version: number }> {
  return inTransaction(async (tx) => {
    const ticket = await lockTicket(tx, actor, { ticketId: input.ticketId, now }, "reopen");
    await requireVersion(tx, ticket, input.version);
    await requireService(tx, ticket, now);
    return { version: await reopen(tx, ticket, input.reason, { actorId: actor.personId, now }) };
  });
}
