import type { EmployeeActor, PersonActor, StaffActor } from "@/lib/actor/actor";
import { prisma } from "@/lib/db/prisma";
import {
  aCustomer,
  aMainGroup,
  anEmployee,
  anEngineer,
  type Customer,
} from "@/lib/testing/conversation-world";
import { aProduct } from "@/lib/testing/duty-world";
import { joinTickets, type MadeTicket, manyTickets, type TicketPlace } from "@/lib/testing/many-tickets";
import { listTicketsInput, type TicketPageView } from "@/lib/tickets/browser/ticket-lists";
import type { TicketRowView } from "@/lib/tickets/contract";
import { listTickets } from "@/lib/tickets/queries/list-tickets";

/** A customer in whose main group many tickets can be made, and people who see all, some and none of them. */
export type TicketCrowd = {
  customer: Customer;
  owner: EmployeeActor;
  /** In the main group, and in no ticket until told so. */
  member: EmployeeActor;
  tam: StaffActor;
  engineers: StaffActor[];
  place: TicketPlace;
};

/** Makes such a customer; the tickets are asked for by a third employee. Engineers and products can be shared. */
export async function aTicketCrowd(
  shared: { engineers?: StaffActor[]; productCodes?: string[]; tam?: StaffActor } = {},
): Promise<TicketCrowd> {
  const customer = await aCustomer();
  const owner = await anEmployee(customer, "Owner");
  const [member, requester] = [await anEmployee(customer, "Member"), await anEmployee(customer, "Requester")];
  const tam = shared.tam ?? (await anEngineer("Tam", ["tam"]));
  const engineers = shared.engineers ?? [await anEngineer("First"), await anEngineer("Second")];
  const productCodes = shared.productCodes ?? [await aProduct(), await aProduct()];
  const mainGroupId = await aMainGroup(customer, { staff: [tam], employees: [owner, member, requester] });
  const place = {
    customer,
    mainGroupId,
    requesterIds: [requester.personId],
    staffIds: [tam.personId],
    engineerIds: engineers.map(({ personId }) => personId),
    productCodes,
  };
  return { customer, owner, member, tam, engineers, place };
}

/** What a list is asked with. */
export type Question = Record<string, string | number>;

/** A page of the crowd's list. */
export async function pageOf(
  crowd: TicketCrowd,
  actor: PersonActor,
  question: Question = {},
): Promise<TicketPageView> {
  const groupId = crowd.place.mainGroupId;
  return listTickets(actor, listTicketsInput.parse({ groupId, limit: 100, ...question }));
}

/** The crowd's whole list, page by page. */
export async function everyPage(
  crowd: TicketCrowd,
  actor: PersonActor,
  question: Question = {},
): Promise<TicketRowView[]> {
  const tickets: TicketRowView[] = [];
  for (let cursor: string | null = null; ;) {
    const goesOn: Question = cursor === null ? {} : { cursor };
    const page = await pageOf(crowd, actor, { limit: 37, ...question, ...goesOn });
    tickets.push(...page.tickets);
    cursor = page.nextCursor;
    if (cursor === null) return tickets;
  }
}

/** The crowd's tickets as rows, the newest first. */
export async function rowsOf({ place }: TicketCrowd) {
  return prisma().ticket.findMany({
    where: { mainGroupId: place.mainGroupId },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
}

export type CrowdRow = Awaited<ReturnType<typeof rowsOf>>[number];

/** The ids of rows, in their order. */
export const idsOf = (tickets: readonly { id: string }[]): string[] => tickets.map(({ id }) => id);

/** How many tickets the counts of a first page speak of. */
export function totalOf({ counts }: TicketPageView): number {
  return Object.values(counts ?? {}).reduce((sum, count) => sum + count, 0);
}

/** A crowd with 300 tickets, of which the member is in every 25th. */
export async function aBusyCrowd(): Promise<TicketCrowd & { made: MadeTicket[]; theirs: MadeTicket[] }> {
  const crowd = await aTicketCrowd();
  const made = await manyTickets([{ place: crowd.place, count: 300 }], { seed: 7 });
  const theirs = made.filter((_ticket, index) => index % 25 === 0);
  await joinTickets(crowd.customer, crowd.member.personId, theirs);
  return { ...crowd, made, theirs };
}
