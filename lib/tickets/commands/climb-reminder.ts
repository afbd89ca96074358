import type { SystemActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { prisma } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { lockTicket } from "@/lib/tickets/change-ticket";
import { endReminder } from "@/lib/tickets/end-reminder";
import { lookForAnswers } from "@/lib/tickets/internal/look-for-answers";
import { NOBODY_TOLD, openReminderOf } from "@/lib/tickets/internal/reminder-facts";
import { sayTold, tellNext } from "@/lib/tickets/internal/tell-reminder";
import { slaPolicyOf } from "@/lib/tickets/queries/sla-policy-of";
import { withinService } from "@/lib/tickets/reminder-rule";

type ReminderIdInput = { reminderId: string };

/**
 * Tells the next rung of a reminder that nobody has answered, if it is due; or ends it where it has been answered, the
 * ticket is resolved, or the customer is waited for (edge-cases §5.5). Each rung is decided once, whoever comes: the claim,
 * the step and the notice are one transaction, and after a crash the rung is still due.
 */
export async function climbReminder(
  actor: SystemActor,
  { reminderId }: ReminderIdInput,
  { now }: At,
): Promise<void> {
  const found = await prisma().reminder.findUnique({
    where: { id: reminderId },
    select: { ticketId: true },
  });
  if (!found) return;
  const { ticketId } = found;
  await inTransaction(async (tx) => {
    const locked = await lockTicket(tx, actor, { ticketId, now }, "read");
    const ticket = await lookForAnswers(tx, locked, now);
    const { status, severity, planId } = ticket;
    if (status === "resolved" || status === "closed" || status === "waiting_for_customer")
      return endReminder(tx, ticketId, status, now);
    const claimed = await tx.reminder.updateMany({
      where: { id: reminderId, endedAt: null, nextAt: { lte: now } },
      data: { nextAt: null },
    });
    const reminder = claimed.count === 0 ? null : await openReminderOf(tx, ticketId);
    if (reminder === null) return;
    const opensAt = withinService(now, severity, await slaPolicyOf(tx, planId));
    if (opensAt > now) {
      await tx.reminder.update({ where: { id: reminderId }, data: { nextAt: opensAt } });
      return;
    }
    const { id, rung, steps } = reminder;
    const told = steps.map(({ personId }) => personId);
    const people = await tellNext(tx, ticket, { id, rung, told }, { now });
    const kind = rung === NOBODY_TOLD ? "reminder.opened" : "reminder.climbed";
    await sayTold(tx, ticket, { kind, personId: null, people, now });
  });
}
