import { beforeAll, expect, it } from "vitest";
import type { PersonActor } from "@/lib/actor/actor";
import { prisma } from "@/lib/db/prisma";
import { removeMember } from "@/lib/groups/commands/remove-member";
import { aMainGroup, anEmployee, anEngineer } from "@/lib/testing/conversation-world";
import { joinTickets, manyTickets } from "@/lib/testing/many-tickets";
import {
  aBusyCrowd,
  aTicketCrowd,
  everyPage,
  idsOf,
  pageOf,
  type Question,
  rowsOf,
  type TicketCrowd,
  totalOf,
} from "@/lib/testing/ticket-crowd";

let crowd: Awaited<ReturnType<typeof aBusyCrowd>>;
let others: TicketCrowd;
beforeAll(async () => {
  crowd = await aBusyCrowd();
  others = await aTicketCrowd();
  await manyTickets([{ place: others.place, count: 40 }], { seed: 8 });
});

const ask = (actor: PersonActor, question: Question = {}) => pageOf(crowd, actor, question);

it("shows an owner every ticket, and which of them they may not open", async () => {
  const tickets = await everyPage(crowd, crowd.owner);
  expect(idsOf(tickets)).toEqual(idsOf(await rowsOf(crowd)));
  expect(tickets.some(({ isMember }) => isMember)).toBe(false);
  expect(totalOf(await ask(crowd.owner))).toBe(crowd.made.length);
});

it("shows a member those alone whose groups they are in: list, counts, engineers", async () => {
  const page = await ask(crowd.member);
  expect(idsOf(page.tickets).toSorted()).toEqual(idsOf(crowd.theirs).toSorted());
  expect(page.tickets.every(({ isMember }) => isMember)).toBe(true);
  expect(totalOf(page)).toBe(crowd.theirs.length);
  const engineers = new Set(crowd.theirs.map(({ assigneeId }) => assigneeId).filter((id) => id !== null));
  expect(new Set(page.engineers?.map(({ personId }) => personId))).toEqual(engineers);
});

it("finds for a member nothing of another ticket, by none of its words and not by its number", async () => {
  const hidden = crowd.made.find((ticket) => !crowd.theirs.includes(ticket));
  const ticket = await prisma().ticket.findUniqueOrThrow({ where: { id: hidden?.id ?? "" } });
  for (const text of [`#${ticket.number}`, String(ticket.number), ticket.title.slice(0, 40)]) {
    const page = await ask(crowd.member, { text });
    expect(idsOf(page.tickets)).not.toContain(ticket.id);
    expect(totalOf(page)).toBe(page.tickets.length);
    expect(idsOf((await ask(crowd.owner, { text })).tickets)).toContain(ticket.id);
  }
});

it("lets no cursor lead a member to more", async () => {
  const { nextCursor } = await ask(crowd.owner, { limit: 3 });
  const page = await ask(crowd.member, { cursor: nextCursor ?? "" });
  expect(idsOf(crowd.theirs)).toEqual(expect.arrayContaining(idsOf(page.tickets)));
});

it("shows the TAM of the main group every ticket, and an engineer of it their own", async () => {
  const [engineer] = crowd.engineers;
  const [guest, lead] = [await anEngineer("Guest"), await anEngineer("Lead", ["duty_lead"])];
  await prisma().groupMember.createMany({
    data: [engineer, guest, lead].map((staff) => ({
      groupId: crowd.place.mainGroupId,
      accountId: crowd.customer.accountId,
      personId: staff?.personId ?? "",
      side: "service" as const,
      joinedVia: "added" as const,
      joinedAt: new Date(),
    })),
  });
  expect(totalOf(await ask(crowd.tam))).toBe(crowd.made.length);
  expect(totalOf(await ask(lead))).toBe(crowd.made.length);
  expect(totalOf(await ask(guest))).toBe(0);
  const mine = crowd.made.filter(({ assigneeId }) => assigneeId === engineer?.personId).length;
  expect(totalOf(await ask(engineer ?? guest))).toBe(mine);
});

it.each([
  ["an employee of another customer", () => others.owner],
  ["an engineer who is not in the main group", () => others.engineers[0]],
  ["a duty lead who is not in the main group", () => anEngineer("Lead", ["duty_lead"])],
])("does not exist for %s", async (_who, person) => {
  const actor = await person();
  await expect(ask(actor ?? others.owner)).rejects.toMatchObject({ code: "NOT_FOUND" });
});

it("does not exist for an owner whose session is of another channel, nor once they were removed", async () => {
  const elsewhere = { ...crowd.owner, channelId: others.owner.channelId };
  await expect(ask(elsewhere)).rejects.toMatchObject({ code: "NOT_FOUND" });

  const fresh = await aTicketCrowd();
  await manyTickets([{ place: fresh.place, count: 3 }]);
  expect((await pageOf(fresh, fresh.owner)).tickets).toHaveLength(3);
  await removeMember(
    { kind: "system", name: "test" },
    { groupId: fresh.place.mainGroupId, personId: fresh.owner.personId },
    { now: new Date() },
  );
  await expect(pageOf(fresh, fresh.owner)).rejects.toMatchObject({ code: "NOT_FOUND" });
});

it("has a ticket no longer for a member who left its group", async () => {
  const member = await anEmployee(crowd.customer, "Leaving");
  await aMainGroup(crowd.customer, { employees: [member] });
  await joinTickets(crowd.customer, member.personId, crowd.theirs.slice(0, 2));
  expect((await ask(member)).tickets).toHaveLength(2);
  await prisma().groupMember.updateMany({
    where: { personId: member.personId, groupId: crowd.theirs[0]?.groupId ?? "" },
    data: { leftAt: new Date() },
  });
  const page = await ask(member);
  expect(idsOf(page.tickets)).toEqual([crowd.theirs[1]?.id]);
  expect(totalOf(page)).toBe(1);
});
