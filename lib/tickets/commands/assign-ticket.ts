import type { StaffActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { assignTo } from "@/lib/tickets/assignment";
import { lockTicket, requireVersion } from "@/lib/tickets/change-ticket";
import type { AssignTicketInput } from "@/lib/tickets/contract";

/**
 * Gives a ticket to somebody of the service team, or transfers it from whom it has to another; both are told.
 *
 * @throws AppError CONFLICT `tickets.changed_meanwhile` with who was first; INVALID_INPUT `tickets.not_an_engineer`;
 *   what `accessTicket` does.
 */
export async function assignTicket(
  actor: StaffActor,
  input: AssignTicketInput,
  { now }: At,
): Promise<{ version: number }> {
  return inTransaction(async (tx) => {
    const ticket = await lockTicket(tx, actor, { ticketId: input.ticketId, now }, "assign");
    await requireVersion(tx, ticket, input.version);
    const staff = await tx.staffAccount.findUnique({ where: { personId: input.personId } });
    const works = staff?.roles.some((role) => role !== "operator" && role !== "auditor");
    if (!staff || staff.disabledAt !== null || !works)
      throw new AppError("INVALID_INPUT", "tickets.not_an_engineer");
    if (ticket.assigneeId === input.personId) return { version: ticket.version };
    return { version: await assignTo(tx, ticket, input.personId, { actorId: actor.personId, now }) };
  });
}
