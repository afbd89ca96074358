import type { EmployeeActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { prisma } from "@/lib/db/prisma";
import { inTransaction, isUniqueViolation } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { metrics } from "@/lib/log/metrics";
import type { CreatedTicketView, CreateTicketInput } from "@/lib/tickets/contract";
import { nextEngineerShift } from "@/lib/tickets/internal/find-engineer";
import { contentHashOf, openTicket } from "@/lib/tickets/open-ticket";

/**
 * Creates a ticket in a service main group: ticket, groups, members, opening message, clocks, assignment and notifications
 * at once, or nothing (manual, part 2 "Create ticket"). The same form again gives the same ticket.
 *
 * @throws AppError CONFLICT `tickets.form_used`, with `number` and `groupId` of the ticket, when the form's id was used for
 *   another text; what `openTicket` does.
 */
export async function createTicket(
  actor: EmployeeActor,
  input: CreateTicketInput,
  { now }: At,
): Promise<CreatedTicketView> {
  const before = await createdBefore(actor, input, now);
  if (before) return before;
  try {
    await inTransaction((tx) => openTicket(tx, actor, input, now));
    metrics.ticketCreated(input.severity);
  } catch (thrown) {
    // Another tab, or the same one again after a time-out, was a moment earlier.
    const other = isUniqueViolation(thrown) ? await createdBefore(actor, input, now) : null;
    if (!other) throw thrown;
    return other;
  }
  const created = await createdBefore(actor, input, now);
  if (!created) throw new Error("a ticket that was just created is gone");
  return { ...created, replayed: false };
}

async function createdBefore(
  actor: EmployeeActor,
  input: CreateTicketInput,
  now: Date,
): Promise<CreatedTicketView | null> {
  const ticket = await prisma().ticket.findUnique({
    where: { requesterId_clientId: { requesterId: actor.personId, clientId: input.clientId } },
    include: { assignee: { select: { name: true } } },
  });
  if (!ticket) return null;
  const { id, number, groupId, productCode, assignee } = ticket;
  if (ticket.contentHash !== contentHashOf(input))
    throw new AppError("CONFLICT", "tickets.form_used", { details: { number, groupId } });
  const nextShiftAt = assignee ? null : await nextEngineerShift(prisma(), productCode, now);
  return {
    id,
    number,
    groupId,
    assigneeName: assignee?.name ?? null,
    waitingForDuty: assignee ? null : { nextShiftAt: nextShiftAt?.toISOString() ?? null },
    replayed: true,
  };
}
