import { z } from "zod";
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
 * @throws AppError CONFLICT `tickets.changed_meanwhile` with who was first; what `accessTicket` does.
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

/** Who saw a ticket without an engineer and comes second may not see it any more, but is told who has it. */
async function lockForTaking(
  tx: Tx,
  actor: StaffActor,
  { ticketId, version }: TakeTicketInput,
  now: Date,
): Promise<LockedTicket> {
  try {
    return await lockTicket(tx, actor, { ticketId, now }, "take");
  } catch (thrown) {
    const winner =
      isAppError(thrown) && worksOnTickets(actor) ? await takenSince(tx, ticketId, version) : null;
    if (winner === null) throw thrown;
    throw new AppError("CONFLICT", "tickets.changed_meanwhile", { details: { name: winner } });
  }
}

const assignment = z.object({ assigneeId: z.uuid() });

async function takenSince(tx: Tx, ticketId: string, version: number): Promise<string | null> {
  const event = await tx.ticketEvent.findFirst({
    where: { ticketId, version: { gt: version }, type: "assigned" },
    orderBy: { version: "asc" },
    select: { data: true },
  });
  if (!event) return null;
  const { assigneeId } = assignment.parse(event.data);
  const person = await tx.person.findUnique({ where: { id: assigneeId }, select: { name: true } });
  return person?.name ?? null;
}
