import type { SystemActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import type { Ticket } from "@/lib/db/generated/client";
import type { Db } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { isOffShift } from "@/lib/duty/on-duty";
import { assignTo, findSuccessor } from "@/lib/tickets/assignment";
import { lockTicket } from "@/lib/tickets/change-ticket";
import type { TicketIdInput } from "@/lib/tickets/contract";
import { hasAcknowledged } from "@/lib/tickets/internal/has-acknowledged";
import { isGone } from "@/lib/tickets/internal/is-gone";
import { slaPolicyOf } from "@/lib/tickets/queries/sla-policy-of";
import { isAroundTheClock } from "@/lib/tickets/sla-targets";

/**
 * Gives a ticket that is worked on around the clock to somebody on duty, once the shift of its engineer has ended
 * (docs/decisions/0055-hand-over.md). With nobody on duty it stays where it is, and nobody is told.
 */
export async function handOverAtShiftEnd(
  actor: SystemActor,
  { ticketId }: TicketIdInput,
  { now }: At,
): Promise<void> {
  await inTransaction(async (tx) => {
    const ticket = await lockTicket(tx, actor, { ticketId, now }, "read");
    const { assigneeId } = ticket;
    if (assigneeId === null || !isWorkedOn(ticket)) return;
    if (!isAroundTheClock(await slaPolicyOf(tx, ticket.planId), ticket.severity)) return;
    if (!(await hasLeftIt(tx, { ...ticket, assigneeId }, now))) return;
    const successor = await findSuccessor(tx, ticket, { exceptPersonId: assigneeId, now });
    if (successor === null) return;
    await assignTo(tx, ticket, successor, { actorId: null, as: "handed_over_at_shift_end", now });
  });
}

const isWorkedOn = ({ status, resolvedAt }: Pick<Ticket, "status" | "resolvedAt">): boolean =>
  resolvedAt === null && status !== "waiting_for_customer";

/**
 * Whether the engineer's shift ended while they had the ticket, and nothing else keeps them at it or has taken them away.
 * Who got it, or took it, after their shift was meant to have it.
 */
async function hasLeftIt(
  db: Db,
  { id: ticketId, groupId, assigneeId: personId }: Pick<Ticket, "id" | "groupId"> & { assigneeId: string },
  now: Date,
): Promise<boolean> {
  const assigned = await db.ticketEvent.findFirst({
    where: { ticketId, data: { path: ["assigneeId"], equals: personId } },
    orderBy: { version: "desc" },
    select: { createdAt: true },
  });
  if (assigned === null || !(await isOffShift(db, { personId, since: assigned.createdAt, now })))
    return false;
  if (await isGone(db, { personId, groupId, now })) return false; // replaceAssignee's
  return !(await hasAcknowledged(db, { ticketId, personId }));
}
