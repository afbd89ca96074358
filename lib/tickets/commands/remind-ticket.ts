import type { EmployeeActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { prisma, type Tx } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { accessTicket } from "@/lib/tickets/access";
import { lockTicket, type LockedTicket } from "@/lib/tickets/change-ticket";
import type { ReminderAnswer, RemindTicketInput, ReminderView } from "@/lib/tickets/contract";
import { lookForAnswers } from "@/lib/tickets/internal/look-for-answers";
import { joinPress, keepPress, repeatPress, tellPress } from "@/lib/tickets/internal/press-reminder";
import { openReminderOf, reminderFactsOf } from "@/lib/tickets/internal/reminder-facts";
import { reminderView } from "@/lib/tickets/internal/reminder-view";
import { slaPolicyOf } from "@/lib/tickets/queries/sla-policy-of";
import { hasWaited, isOutdated, keptUntil, reminderRuling } from "@/lib/tickets/reminder-rule";
import { requireService } from "@/lib/tickets/service-over";

/**
 * Reminder: the customer asks to hurry (manual, part 2; edge-cases §5). The engineer is told, and the ladder planned; or the
 * press joins the reminder that runs; or nobody is told, and the answer says why. What was said in the group before the
 * press is looked at first, so that an answer just given counts.
 *
 * @throws AppError NOT_FOUND `tickets.no_such_ticket`; CONFLICT `tickets.not_now` for who is not in the ticket's group; FORBIDDEN
 *   `tickets.service_over`.
 */
export async function remindTicket(
  actor: EmployeeActor,
  { ticketId, pressedAt }: RemindTicketInput,
  { now }: At,
): Promise<ReminderView> {
  const answer = await inTransaction(async (tx) => {
    const ticket = await lockTicket(tx, actor, { ticketId, now }, "remind");
    await requireService(tx, ticket, now);
    const pressing = { personId: actor.personId, pressedAt: pressedAt ? new Date(pressedAt) : now, now };
    return press(tx, await lookForAnswers(tx, ticket, now), pressing);
  });
  const ticket = await accessTicket(prisma(), actor, { ticketId, now }, "read");
  return reminderView(prisma(), ticket, { readerId: actor.personId, answer, now });
}

type Pressing = { personId: string; pressedAt: Date; now: Date };

async function press(tx: Tx, ticket: LockedTicket, pressing: Pressing): Promise<ReminderAnswer> {
  const { pressedAt, now } = pressing;
  const open = await openReminderOf(tx, ticket.id);
  const facts = await reminderFactsOf(tx, ticket, open);
  const policy = await slaPolicyOf(tx, ticket.planId);
  const { state, nextPressAt } = reminderRuling(facts, policy, now);
  if (hasWaited(pressedAt, now) && isOutdated(facts, pressedAt)) return "outdated";
  if (state === "ready" || state === "unassigned") return tellPress(tx, ticket, pressing);
  if (state === "outside_hours") return keepPress(tx, ticket, keptUntil(facts, policy, now), pressing);
  if (open === null || (state !== "running" && state !== "kept")) return "not_sent";
  const isDue = nextPressAt !== null && nextPressAt <= now;
  return isDue ? repeatPress(tx, ticket, open, pressing) : joinPress(tx, ticket, open, pressing);
}
