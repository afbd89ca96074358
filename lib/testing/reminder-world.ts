import { prisma } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { lockGroup } from "@/lib/events/record-event";
import { noticeSchema } from "@/lib/groups/contract";
import { joinGroup } from "@/lib/groups/join-group";
import { anEngineer } from "@/lib/testing/conversation-world";
import { aShift } from "@/lib/testing/duty-world";
import { aSupportedCustomer, aTicket, ticketOf } from "@/lib/testing/ticket-world";
import { moveTicket } from "@/lib/tickets/commands/move-ticket";
import { remindTicket } from "@/lib/tickets/commands/remind-ticket";
import type { CreateTicketInput, MoveTicketInput, ReminderView } from "@/lib/tickets/contract";

const DAY = 24 * 60 * 60_000;
/** A Wednesday, 10:00 in Shanghai, far from any holiday: the service is open until 18:00. */
export const morning = new Date("2026-11-25T02:00:00Z");

/** So many minutes after the morning. */
export const minutesLater = (minutes: number) => ({ now: new Date(morning.getTime() + minutes * 60_000) });

/** Somebody on a shift of this kind around the morning. */
async function onShift(name: string, kind: "duty_lead" | "manager") {
  const person = await anEngineer(name, [kind]);
  await aShift(person, {
    kind,
    startsAt: new Date(morning.getTime() - DAY),
    endsAt: new Date(morning.getTime() + 60 * DAY),
  });
  return person;
}

/** Takes everybody off duty whom other tests left there: leads and managers are the whole installation's. */
export async function nobodyLeads(): Promise<void> {
  await prisma().shift.deleteMany({ where: { kind: { in: ["duty_lead", "manager"] } } });
  await prisma().staffAccount.updateMany({
    where: { roles: { hasSome: ["duty_lead", "manager"] } },
    data: { disabledAt: morning },
  });
}

type Given = Partial<CreateTicketInput> & { onDuty?: boolean; leads?: boolean; now?: Date };

/** A ticket created in the morning, its engineer on duty, and everybody of the ladder above: nobody else leads. */
export async function aLadder({ onDuty = true, leads = true, now = morning, ...given }: Given = {}) {
  await nobodyLeads();
  const customer = await aSupportedCustomer({ onDuty: false });
  const validity = {
    validFrom: new Date(morning.getTime() - DAY),
    validTo: new Date(morning.getTime() + 90 * DAY),
  };
  const deputy = await anEngineer("Deputy", ["tam"]);
  await prisma().supportPlan.update({
    where: { id: customer.planId },
    data: { ...validity, deputyId: deputy.personId },
  });
  if (onDuty) await aShift(customer.engineer, { startsAt: validity.validFrom, endsAt: validity.validTo });
  const [lead, manager] = leads
    ? [await onShift("Lead", "duty_lead"), await onShift("Manager", "manager")]
    : [await anEngineer("Lead off duty", ["duty_lead"]), await anEngineer("Manager off duty", ["manager"])];
  const ticket = await aTicket(customer, { now, ...given });
  return { ...customer, deputy, lead, manager, ticket, ticketId: ticket.id };
}

/** The reminders' lines in a ticket's group, in order: what happened, and who was addressed. */
export async function reminderLines(groupId: string): Promise<{ kind: string; addressees: string[] }[]> {
  const messages = await prisma().message.findMany({ where: { groupId }, orderBy: { sequence: "asc" } });
  return messages.flatMap(({ notice }) => {
    const read = noticeSchema.safeParse(notice).data;
    return read?.kind.startsWith("reminder.")
      ? [{ kind: read.kind.slice("reminder.".length), addressees: read.addressees }]
      : [];
  });
}

/** The open reminder of a ticket with its steps, or null. */
export async function openReminder(ticketId: string) {
  return prisma().reminder.findFirst({
    where: { ticketId, endedAt: null },
    include: { steps: { orderBy: { rung: "asc" } }, presses: true },
  });
}

/** What `aLadder` makes. */
export type Ladder = Awaited<ReturnType<typeof aLadder>>;

/** The requester presses Reminder. */
export async function press({ employees, ticketId }: Ladder, minutes: number): Promise<ReminderView> {
  return remindTicket(employees[0], { ticketId }, minutesLater(minutes));
}

/** The engineer moves the ticket. */
export async function move(own: Ladder, status: MoveTicketInput["status"], minutes: number): Promise<void> {
  const { version } = await ticketOf(own.ticketId);
  await moveTicket(own.engineer, { ticketId: own.ticketId, version, status }, minutesLater(minutes));
}

/** The second employee, now a member of the ticket's group as well. */
export async function aColleague({ ticket, employees: [, colleague] }: Ladder) {
  await inTransaction(async (tx) => {
    await lockGroup(tx, ticket.groupId);
    const group = { id: ticket.groupId, accountId: ticket.accountId };
    const person = { id: colleague.personId, side: "customer" } as const;
    await joinGroup(tx, group, person, { role: "member", actorId: null, now: morning });
  });
  return colleague;
}

/** How many reminders a ticket has had. */
export async function remindersOf(ticketId: string): Promise<number> {
  return prisma().reminder.count({ where: { ticketId } });
}
