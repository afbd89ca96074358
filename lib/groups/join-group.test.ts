import { Client } from "pg";
import { expect, it } from "vitest";
import { environment } from "@/lib/config/environment";
import { prisma } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { GROUP_LOG, GROUP_MEMBERSHIP } from "@/lib/events/group-log";
import { lockGroup } from "@/lib/events/record-event";
import { joinGroupAll } from "@/lib/groups/join-group";
import {
  aCustomer,
  aGroupOfKind,
  anEmployee,
  anEngineer,
  isWithoutHoles,
  logOf,
} from "@/lib/testing/conversation-world";

const now = new Date("2026-11-25T12:00:00Z");
const earlier = new Date("2026-11-24T12:00:00Z");

async function aTicketGroup() {
  const customer = await aCustomer();
  const id = await aGroupOfKind(customer, "ticket", []);
  return { customer, group: { id, accountId: customer.accountId } };
}

type Group = Awaited<ReturnType<typeof aTicketGroup>>["group"];

async function join(group: Group, personIds: string[], { at = now, actorId = null as string | null } = {}) {
  return inTransaction(async (tx) => {
    await lockGroup(tx, group.id);
    return joinGroupAll(tx, group, personIds, { role: "member", actorId, now: at });
  });
}

async function membership(groupId: string, personId: string) {
  return prisma().groupMember.findUnique({ where: { groupId_personId: { groupId, personId } } });
}

it("makes each a member once, in the order of ids, who has read the history", async () => {
  const { group } = await aTicketGroup();
  const [early, one, two] = [await anEngineer(), await anEngineer(), await anEngineer()];
  await join(group, [early.personId], { at: earlier });
  const newcomers = [one.personId, two.personId].toSorted();

  const joined = await join(group, [...newcomers, early.personId, two.personId].toReversed(), {
    actorId: early.personId,
  });

  expect(joined).toEqual(newcomers);
  expect((await logOf(group.id)).map(({ type, subjectId }) => [type, subjectId])).toEqual(
    [early.personId, ...newcomers].map((personId) => ["member.joined", personId]),
  );
  expect(await isWithoutHoles(group.id)).toBe(true);
  const events = await prisma().groupEvent.findMany({ where: { groupId: group.id, sequence: { gt: 1 } } });
  for (const event of events) expect(event).toMatchObject({ actorId: early.personId, createdAt: now });
  expect(await membership(group.id, one.personId)).toEqual({
    groupId: group.id,
    accountId: group.accountId,
    personId: one.personId,
    side: "service",
    customerAccountId: null,
    role: "member",
    joinedVia: "ticket",
    readSequence: 1n,
    joinedAt: now,
    leftAt: null,
    leftVia: null,
  });
  expect((await membership(group.id, early.personId))?.joinedAt).toEqual(earlier);
});

it("brings back who has left, with what they had read", async () => {
  const { group } = await aTicketGroup();
  const { personId } = await anEngineer();
  await join(group, [personId], { at: earlier });
  await prisma().groupMember.updateMany({
    where: { personId },
    data: { leftAt: earlier, joinedVia: "added" },
  });

  expect(await join(group, [personId])).toEqual([personId]);

  expect(await membership(group.id, personId)).toMatchObject({
    leftAt: null,
    joinedAt: now,
    joinedVia: "ticket",
    readSequence: 0n,
  });
  expect(await logOf(group.id)).toHaveLength(2);
});

it("changes and records nothing when all are there, or nobody is to come", async () => {
  const { group } = await aTicketGroup();
  const { personId } = await anEngineer();
  await join(group, [personId]);

  expect(await join(group, [personId])).toEqual([]);
  expect(await join(group, [])).toEqual([]);

  expect(await logOf(group.id)).toHaveLength(1);
});

it("is for the service side alone", async () => {
  const { customer, group } = await aTicketGroup();
  const employee = await anEmployee(customer);

  await expect(join(group, [employee.personId])).rejects.toThrow(/group_member/);

  expect(await logOf(group.id)).toEqual([]);
});

it("tells every process of each membership, and of the log once", async () => {
  const { group } = await aTicketGroup();
  const people = [(await anEngineer()).personId, (await anEngineer()).personId].toSorted();
  const listener = new Client({ connectionString: environment().DATABASE_URL });
  await listener.connect();
  const heard: { channel: string; payload: unknown }[] = [];
  listener.on("notification", ({ channel, payload }) => {
    if (payload?.includes(group.id)) heard.push({ channel, payload: JSON.parse(payload) as unknown });
  });
  await listener.query(`LISTEN ${GROUP_MEMBERSHIP}; LISTEN ${GROUP_LOG}`);

  await join(group, people);
  await expect.poll(() => heard).toHaveLength(3);
  await listener.end();

  expect(heard).toEqual([
    ...people.map((personId) => ({ channel: GROUP_MEMBERSHIP, payload: [group.id, personId] })),
    { channel: GROUP_LOG, payload: [expect.any(String), [group.id, 2]] },
  ]);
});
