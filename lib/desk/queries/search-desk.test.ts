import { beforeAll, expect, it } from "vitest";
import type { StaffActor } from "@/lib/actor/actor";
import { newId } from "@/lib/db/new-id";
import { prisma } from "@/lib/db/prisma";
import { searchDeskInput } from "@/lib/desk/contract";
import { searchDesk } from "@/lib/desk/queries/search-desk";
import { anEngineer } from "@/lib/testing/conversation-world";
import { aSupportedCustomer, aTicket, type SupportedCustomer } from "@/lib/testing/ticket-world";

let customer: SupportedCustomer;
let ticket: Awaited<ReturnType<typeof aTicket>>;
let lonely: Awaited<ReturnType<typeof aTicket>>;
const mark = newId().slice(-12);
const name = `Harbour ${mark} 100%_`;

beforeAll(async () => {
  customer = await aSupportedCustomer();
  await prisma().channel.update({
    where: { id: customer.channelId },
    data: { organizationName: name },
  });
  ticket = await aTicket(customer, { title: "网关 502 from the edge" });
  lonely = await aTicket(await aSupportedCustomer({ onDuty: false }), { title: `Alone ${mark}` });
});

const find = async (actor: StaffActor, q: string) =>
  searchDesk(actor, searchDeskInput.parse({ q }), { now: new Date() });
const groupsFound = async (actor: StaffActor, q: string) =>
  (await find(actor, q)).map(({ groupId }) => groupId);

it("finds by customer, title and number, in whatever case, and by all of the words", async () => {
  const { tam, mainGroupId } = customer;
  expect(await groupsFound(tam, `harbour ${mark}`)).toEqual([mainGroupId, ticket.groupId]);
  expect(await groupsFound(tam, `${mark} EDGE`)).toEqual([ticket.groupId]);
  expect(await groupsFound(tam, `网关 ${mark}`)).toEqual([ticket.groupId]);
  for (const written of [`${ticket.number}`, `#${ticket.number}`, `＃${ticket.number}`])
    expect((await find(tam, written))[0]).toEqual({
      groupId: ticket.groupId,
      kind: "ticket",
      name: expect.any(String) as string,
      organizationName: name,
      archived: false,
      isMember: true,
      ticket: {
        id: ticket.id,
        number: ticket.number,
        version: ticket.version,
        title: ticket.title,
        severity: "s3",
        status: "assigned",
      },
    });
  expect(await groupsFound(tam, `${mark} nowhere`)).toEqual([]);
  expect(await groupsFound(tam, `${mark} 100%_`)).toEqual([mainGroupId, ticket.groupId]);
  expect(await groupsFound(tam, `${mark} 10_%`)).toEqual([]);
  expect(await find(tam, "  ")).toEqual([]);
});

it("finds nothing of others, but what nobody has taken for who may take it, and by its number for who leads", async () => {
  const [engineer, lead, operator, auditor] = [
    await anEngineer(),
    await anEngineer("Lead", ["duty_lead"]),
    await anEngineer("Operator", ["operator"]),
    await anEngineer("Auditor", ["auditor"]),
  ];
  for (const actor of [engineer, lead, operator, auditor]) {
    expect(await groupsFound(actor, `harbour ${mark}`)).toEqual([]);
    const works = actor === engineer || actor === lead;
    expect(await groupsFound(actor, `alone ${mark}`)).toEqual(works ? [lonely.groupId] : []);
    const byNumber = (await find(actor, `#${ticket.number}`)).filter(
      ({ groupId }) => groupId === ticket.groupId,
    );
    expect(byNumber).toHaveLength(actor === lead ? 1 : 0);
    for (const hit of byNumber) expect(hit.isMember).toBe(false);
  }
});
