import type { EmployeeActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { recordNotice } from "@/lib/messages/record-notice";
import { lockTicket } from "@/lib/tickets/change-ticket";
import type { RateTicketInput } from "@/lib/tickets/contract";
import { askedResolution } from "@/lib/tickets/internal/asked-resolution";

/**
 * Answers the question how a resolution was: once per resolution, whoever of the customer's members is first, and not for
 * a ticket that closed by itself.
 *
 * @throws AppError CONFLICT `tickets.already_rated`, `tickets.not_now`; what `accessTicket` does.
 */
export async function rateTicket(actor: EmployeeActor, input: RateTicketInput, { now }: At): Promise<void> {
  const { ticketId, resolution, score, comment } = input;
  const { personId } = actor;
  await inTransaction(async (tx) => {
    const ticket = await lockTicket(tx, actor, { ticketId, now }, "rate");
    const made = await tx.satisfactionRating.findUnique({
      where: { ticketId_resolution: { ticketId, resolution } },
    });
    if (made) throw new AppError("CONFLICT", "tickets.already_rated");
    if ((await askedResolution(tx, ticket)) !== resolution) throw new AppError("CONFLICT", "tickets.not_now");
    await tx.satisfactionRating.create({
      data: { ticketId, accountId: ticket.accountId, resolution, personId, score, comment, createdAt: now },
    });
    const { groupId } = ticket;
    await recordNotice(tx, {
      groupId,
      kind: "rating.given",
      data: { personId, score },
      actorId: personId,
      now,
    });
  });
}
