import type { StaffActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import type { Tx } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { AppError, isAppError } from "@/lib/errors/app-error";
import { assignTo } from "@/lib/tickets/assignment";
import { type LockedTicket, lockTicket, requireVersion } from "@/lib/tickets/change-ticket";
import type { TakeTicketInput } from "@/lib/tickets/contract";
import { worksOnTickets } from "@/lib/tickets/policy";

/**
 * Somebody of the service team takes a ticket for themselves; they become a member of its group.
 *
 * @throws AppError CONFLICT `tickets.changed_meanwhile` with who was first, or `tickets.taken_meanwhile` for who is not in its
 *   group; what `accessTicket` does.
 */
export async function takeTicket(
  actor: StaffActor,
  input: TakeTicketInput,
  { now }: At,
): Promise<{ version: number }> {
  return inTransaction(async (tx) => {
    const ticket = await lockForTaking(tx, actor, input, now);
    await requireVersion(tx, ticket, input.version);
    return { version: await assignTo(tx, ticket, actor.personId, { actorId: actor.personId, now }) };
  });
}

/** Who saw a ticket without an engineer and comes second does not see it any more, and learns no more than that it is taken. */
async function lockForTaking(
  tx: Tx,
  actor: StaffActor,
  { ticketId, version }: TakeTicketInput,
  now: Date,
): Promise<LockedTicket> {
  try {
    return await lockTicket(tx, actor, { ticketId, now }, "take");
  } catch (thrown) {
    const isHidden = isAppError(thrown) && thrown.code === "NOT_FOUND" && worksOnTickets(actor);
    if (!isHidden || !(await isTakenSince(tx, ticketId, version))) throw thrown;
    throw new AppError("CONFLICT", "tickets.taken_meanwhile", { cause: thrown });
  }
}

async function isTakenSince(tx: Tx, ticketId: string, version: number): Promise<boolean> {
  const assigned = await tx.ticketEvent.count({
    where: { ticketId, version: { gt: version }, type: "assigned" },
  });
  return assigned > 0;
}
