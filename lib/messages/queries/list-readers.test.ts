import { beforeEach, expect, it } from "vitest";
import type { EmployeeActor, StaffActor } from "@/lib/actor/actor";
import { newId } from "@/lib/db/new-id";
import { prisma } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { joinMainGroups } from "@/lib/groups/join-main-groups";
import { removeMember } from "@/lib/groups/commands/remove-member";
import { markRead } from "@/lib/messages/commands/mark-read";
import { READERS_LISTED } from "@/lib/messages/contract";
import { listReaders } from "@/lib/messages/queries/list-readers";
import { aConversation, aCustomer, anEmployee, type Customer } from "@/lib/testing/conversation-world";
import { reworded, said } from "@/lib/testing/message-moves";

let customer: Customer;
let author: EmployeeActor;
let engineer: StaffActor;
let colleague: EmployeeActor;
let groupId: string;

beforeEach(async () => {
  ({ customer, employee: author, engineer, groupId } = await aConversation());
  colleague = await anEmployee(customer, "Lin Mei");
  await inTransaction((tx) => joinMainGroups(tx, { ...colleague, now: new Date() }));
});

const statesOf = async (actor: EmployeeActor | StaffActor, id: { groupId: string; messageId: string }) =>
  Object.fromEntries(
    ((await listReaders(actor, id)).people ?? []).map(({ personId, state }) => [personId, state]),
  );

it("tells who has come as far as a message, by side, and not of its author or who left", async () => {
  const leaver = await anEmployee(customer, "Leaver");
  await inTransaction((tx) => joinMainGroups(tx, { ...leaver, now: new Date() }));
  const id = await said(author, groupId, "read me");
  await markRead(leaver, { groupId, sequence: Number.MAX_SAFE_INTEGER });
  await removeMember(author, { groupId, personId: leaver.personId }, { now: new Date() });

  expect((await listReaders(author, id)).sides).toEqual({
    customer: { total: 1, read: 0 },
    service: { total: 1, read: 0 },
  });
  await markRead(engineer, { groupId, sequence: Number.MAX_SAFE_INTEGER });

  const view = await listReaders(author, id);
  expect(view.sides).toEqual({ customer: { total: 1, read: 0 }, service: { total: 1, read: 1 } });
  expect(view.people).toEqual([
    { personId: colleague.personId, name: "Lin Mei", side: "customer", state: "unread" },
    { personId: engineer.personId, name: "Zhao Min", side: "service", state: "read" },
  ]);
});

it("tells apart who read it before it was edited", async () => {
  const id = await said(author, groupId, "at 10");
  await markRead(engineer, { groupId, sequence: Number.MAX_SAFE_INTEGER });
  const { sequence } = await reworded(author, id, "at 11");
  expect(await statesOf(author, id)).toMatchObject({ [engineer.personId]: "before_edit" });

  await markRead(colleague, { groupId, sequence });

  expect(await statesOf(author, id)).toEqual({
    [engineer.personId]: "before_edit",
    [colleague.personId]: "read",
  });
});

it("is for the author and the service team", async () => {
  const id = await said(author, groupId, "mine");
  const stranger = await anEmployee(await aCustomer());

  await expect(listReaders(colleague, id)).rejects.toThrow("FORBIDDEN messages.readers_not_yours");
  await expect(listReaders(stranger, id)).rejects.toThrow("NOT_FOUND groups.no_such_group");
  expect(await statesOf(engineer, id)).toHaveProperty(colleague.personId);
});

it("names nobody in a group of more than two hundred others, and counts them", async () => {
  const { accountId } = customer;
  const people = Array.from({ length: READERS_LISTED }, () => newId());
  const createdAt = new Date();
  await prisma().person.createMany({
    data: people.map((id) => ({ id, side: "customer" as const, accountId, name: "Somebody", createdAt })),
  });
  await prisma().groupMember.createMany({
    data: people.map((personId) => ({
      groupId,
      accountId,
      personId,
      side: "customer" as const,
      customerAccountId: accountId,
      joinedVia: "added" as const,
      joinedAt: createdAt,
    })),
  });
  const id = await said(author, groupId, "to many");

  expect(await listReaders(author, id)).toEqual({
    sides: { customer: { total: READERS_LISTED + 1, read: 0 }, service: { total: 1, read: 0 } },
    people: null,
  });
});
