import { randomUUID } from "node:crypto";
import type { EmployeeActor, StaffActor } from "@/lib/actor/actor";
import { prisma } from "@/lib/db/prisma";
import { recordMessage } from "@/lib/messages/record-message";
import { newId } from "@/lib/db/new-id";
import { inTransaction } from "@/lib/db/transaction";
import { lockGroup } from "@/lib/events/record-event";
import {
  aCustomer,
  aMainGroup,
  anEmployee,
  anEngineer,
  type Customer,
} from "@/lib/testing/conversation-world";
import { aProduct, aShift, withSkills } from "@/lib/testing/duty-world";
import { createTicket } from "@/lib/tickets/commands/create-ticket";
import { noteAnswers } from "@/lib/tickets/commands/note-answers";
import { type CreateTicketInput, createTicketInput } from "@/lib/tickets/contract";

const DAY = 24 * 60 * 60 * 1_000;

/** A customer whose service works: a main group with two employees and the TAM, and an engineer of a product of its own. */
export type SupportedCustomer = Customer & {
  mainGroupId: string;
  /** The first is the main group's owner. */
  employees: [EmployeeActor, EmployeeActor];
  tam: StaffActor;
  engineer: StaffActor;
  productCode: string;
};

/** Makes a customer with service; the engineer is on duty from yesterday until tomorrow, unless `onDuty` is false. */
export async function aSupportedCustomer({ onDuty = true } = {}): Promise<SupportedCustomer> {
  const customer = await aCustomer();
  const employees: [EmployeeActor, EmployeeActor] = [
    await anEmployee(customer, "Wang Xiaoyu"),
    await anEmployee(customer, "Li Na"),
  ];
  const [tam, engineer] = [await anEngineer("Xu Wen", ["tam"]), await anEngineer("Guo Kai")];
  const mainGroupId = await aMainGroup(customer, { staff: [tam], employees });
  await prisma().supportPlan.update({ where: { id: customer.planId }, data: { tamId: tam.personId } });
  const productCode = await aProduct();
  await withSkills(engineer, [productCode]);
  if (onDuty)
    await aShift(engineer, { startsAt: new Date(Date.now() - DAY), endsAt: new Date(Date.now() + DAY) });
  return { ...customer, mainGroupId, employees, tam, engineer, productCode };
}

type Given = Partial<CreateTicketInput> & { requester?: EmployeeActor; now?: Date };

/** The form of a ticket as it is submitted. */
export function aTicketForm(customer: SupportedCustomer, given: Partial<CreateTicketInput> = {}) {
  return createTicketInput.parse({
    groupId: customer.mainGroupId,
    clientId: randomUUID(),
    title: "The order service answers with time-outs",
    productCode: customer.productCode,
    severity: "s3",
    description: "Since 03:00 every second request ends in a time-out.",
    ...given,
  });
}

/** A ticket, created by the product's own command; answers its row. */
export async function aTicket(customer: SupportedCustomer, { requester, now, ...given }: Given = {}) {
  const actor = requester ?? customer.employees[0];
  const { id } = await createTicket(actor, aTicketForm(customer, given), { now: now ?? new Date() });
  return ticketOf(id);
}

/** A ticket's row as it is now. */
export async function ticketOf(id: string) {
  return prisma().ticket.findUniqueOrThrow({ where: { id } });
}

/** The kinds of a ticket's events, in order. */
export async function eventsOf(ticketId: string): Promise<string[]> {
  const events = await prisma().ticketEvent.findMany({ where: { ticketId }, orderBy: { version: "asc" } });
  return events.map(({ type }) => type);
}

/** Something said in the ticket's group at `now`, at which nobody has looked yet. */
export async function sayUnheard(
  ticket: { groupId: string },
  sender: EmployeeActor | StaffActor,
  body: string,
  now: Date,
): Promise<void> {
  await inTransaction(async (tx) => {
    await lockGroup(tx, ticket.groupId);
    const { groupId } = ticket;
    const senderId = sender.personId;
    await recordMessage(tx, { id: newId(), groupId, senderId, clientId: randomUUID(), body, now });
  });
}

/** Something said in the ticket's group at `now`, and looked at as the worker would. */
export async function say(
  ticket: { id: string; groupId: string },
  sender: EmployeeActor | StaffActor,
  body: string,
  now: Date,
): Promise<void> {
  await sayUnheard(ticket, sender, body, now);
  await noteAnswers({ kind: "system", name: "test" }, { ticketId: ticket.id }, { now });
}
