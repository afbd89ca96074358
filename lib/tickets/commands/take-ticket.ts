import type { StaffActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import { assignTo } from "@/lib/tickets/assignment";
import { lockTicket, requireVersion } from "@/lib/tickets/change-ticket";
import type { TakeTicketInput } from "@/lib/tickets/contract";

/**
 * Somebody of the service team takes a ticket for themselves; they become a member of its group.
 *
 * @throws AppError CONFLICT `tickets.changed_meanwhile` with who was first; what `accessTicket` does.
 */
export async function takeTicket(
  actor: StaffActor,
  input: TakeTicketInput,
  { now }: At,
): Promise<{ version: number }> {
  return inTransaction(async (tx) => {
    const ticket = await lockTicket(tx, actor, { ticketId: input.ticketId, now }, "take");
    await requireVersion(tx, ticket, input.version);
    return { version: await assignTo(tx, ticket, actor.personId, { actorId: actor.personId, now }) };
  });
}
