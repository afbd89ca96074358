import { durations } from "@/lib/config/durations";
import type { Ticket } from "@/lib/db/generated/client";
import { newId } from "@/lib/db/new-id";
import type { Tx } from "@/lib/db/prisma";
import { recordNotice } from "@/lib/messages/record-notice";
import type { ReminderAnswer } from "@/lib/tickets/contract";
import { NOBODY_TOLD, type OpenReminder } from "@/lib/tickets/internal/reminder-facts";
import { sayTold, tellNext } from "@/lib/tickets/internal/tell-reminder";

/** Who presses, and when it is. */
type Pressing = { personId: string; now: Date };

async function create(tx: Tx, ticket: Ticket, nextAt: Date | null, { personId, now }: Pressing) {
  const id = newId();
  const { id: ticketId, accountId } = ticket;
  await tx.reminder.create({ data: { id, ticketId, accountId, rung: NOBODY_TOLD, nextAt, createdAt: now } });
  await tx.reminderPress.create({ data: { reminderId: id, accountId, personId, pressedAt: now } });
  return { id, rung: NOBODY_TOLD, told: [] };
}

/** A first press: the engineer is told, or who is there in their place. */
export async function tellPress(tx: Tx, ticket: Ticket, pressing: Pressing): Promise<ReminderAnswer> {
  const { personId, now } = pressing;
  const reminder = await create(tx, ticket, null, pressing);
  const people = await tellNext(tx, ticket, reminder, { now });
  await sayTold(tx, ticket, { kind: "reminder.pressed", personId, people, now });
  return people.length > 0 ? "told" : "unheard";
}

/** A press outside service hours: it is read when the service opens, and said so. */
export async function keepPress(
  tx: Tx,
  ticket: Ticket,
  readAt: Date,
  pressing: Pressing,
): Promise<ReminderAnswer> {
  const { personId, now } = pressing;
  await create(tx, ticket, readAt, pressing);
  await recordNotice(tx, {
    groupId: ticket.groupId,
    kind: "reminder.kept",
    actorId: personId,
    now,
    data: {
      personId,
      readAt: readAt.toISOString(),
    },
  });
  return "kept";
}

/** A press on a reminder nobody has answered yet is counted, and said once per person; nobody is told by it. */
export async function joinPress(
  tx: Tx,
  { accountId, groupId }: Ticket,
  { id: reminderId }: OpenReminder,
  { personId, now }: Pressing,
): Promise<ReminderAnswer> {
  const { count } = await tx.reminderPress.createMany({
    data: { reminderId, accountId, personId, pressedAt: now },
    skipDuplicates: true,
  });
  if (count === 1) {
    await recordNotice(tx, { groupId, kind: "reminder.joined", data: { personId }, actorId: personId, now });
    return "joined";
  }
  const before = new Date(now.getTime() - durations.reminderDoublePress);
  await tx.reminderPress.updateMany({
    where: { reminderId, personId, pressedAt: { lt: before } },
    data: { presses: { increment: 1 }, pressedAt: now },
  });
  return "already";
}

/**
 * Half an hour after the last press that told somebody: everybody on the ladder so far is told again. It is a reminder of
 * its own, which goes on where the last one stood: only an answer begins the ladder anew (edge-cases §5.6).
 */
export async function repeatPress(
  tx: Tx,
  ticket: Ticket,
  last: OpenReminder,
  pressing: Pressing,
): Promise<ReminderAnswer> {
  const { personId, now } = pressing;
  await tx.reminder.update({
    where: { id: last.id },
    data: { endedAt: now, endReason: "repeated", nextAt: null },
  });
  const reminder = await create(tx, ticket, null, pressing);
  const own = { reminderId: reminder.id, personId };
  for (const press of last.presses)
    await (press.personId === personId
      ? tx.reminderPress.update({
          where: { reminderId_personId: own },
          data: { presses: press.presses + 1 },
        })
      : tx.reminderPress.create({
          data: { ...press, reminderId: reminder.id, accountId: ticket.accountId },
        }));
  const people = await tellNext(tx, ticket, reminder, { from: 0, through: last.rung, now });
  // The rung that was due stays due.
  if (last.nextAt !== null)
    await tx.reminder.updateMany({
      where: { id: reminder.id, rung: last.rung },
      data: { nextAt: last.nextAt },
    });
  await sayTold(tx, ticket, { kind: "reminder.repeated", personId, people, now });
  return people.length > 0 ? "repeated" : "unheard";
}
