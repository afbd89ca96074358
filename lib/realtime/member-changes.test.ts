import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { EmployeeActor, StaffActor } from "@/lib/actor/actor";
import { inTransaction } from "@/lib/db/transaction";
import { leaveGroup } from "@/lib/groups/commands/leave-group";
import { removeMember } from "@/lib/groups/commands/remove-member";
import { setMemberRole } from "@/lib/groups/commands/set-member-role";
import { joinGroup } from "@/lib/groups/join-group";
import { lockGroup } from "@/lib/events/record-event";
import { listMyGroups } from "@/lib/groups/queries/list-my-groups";
import { bodiesIn, rowOf, say, TestClients } from "@/lib/testing/conversation-clients";
import { until } from "@/lib/testing/conversation-server";
import {
  aCustomer,
  aMainGroup,
  anEmployee,
  anEngineer,
  type Customer,
} from "@/lib/testing/conversation-world";
import type { ConversationClient } from "@/lib/realtime/browser/conversation-client";

const pages = new TestClients();
const now = () => ({ now: new Date() });

beforeAll(() => pages.startServer());
afterAll(() => pages.stopServer());
afterEach(() => pages.stop());

type World = {
  customer: Customer;
  groupId: string;
  owner: EmployeeActor;
  colleague: EmployeeActor;
  tam: StaffActor;
};

async function aWorld(): Promise<World> {
  const customer = await aCustomer();
  const [owner, colleague] = [await anEmployee(customer, "Owner"), await anEmployee(customer, "Colleague")];
  const tam = await anEngineer("Tam", ["tam"]);
  const groupId = await aMainGroup(customer, { staff: [tam], employees: [owner, colleague] });
  return { customer, groupId, owner, colleague, tam };
}

const roleIn = (client: ConversationClient, groupId: string, personId: string) =>
  client.getGroup(groupId).members.get(personId)?.role;

/** Counts how often a page was told that what it may see has changed. */
function countingMembership(client: ConversationClient) {
  const told = { times: 0 };
  client.onMembership(() => (told.times += 1));
  return told;
}

describe("a role that changes", () => {
  it("shows on every open page of both sides, and tells whose it is that more is theirs to see", async () => {
    const { customer, groupId, owner, colleague, tam } = await aWorld();
    const [mine, theirs, desk] = [
      await pages.livePage(owner, customer),
      await pages.livePage(colleague, customer),
      await pages.livePage(tam, customer),
    ];
    const all = [mine, theirs, desk];
    await Promise.all(all.map((page) => page.open(groupId)));
    const [toldOwner, toldColleague] = [countingMembership(mine), countingMembership(theirs)];
    const { personId } = colleague;

    await setMemberRole(owner, { groupId, personId, role: "owner" }, now());
    await until(() => all.every((page) => roleIn(page, groupId, personId) === "owner"));
    expect([toldOwner.times, toldColleague.times]).toEqual([0, 1]);

    await setMemberRole(colleague, { groupId, personId, role: "member" }, now());
    await until(() => all.every((page) => roleIn(page, groupId, personId) === "member"));
    expect(toldColleague.times).toBe(2);
  });

  it("is caught up with by a page that was away", async () => {
    const { customer, groupId, owner, colleague } = await aWorld();
    const page = await pages.livePage(colleague, customer);
    await page.open(groupId);
    const { personId } = colleague;

    page.stop();
    await setMemberRole(owner, { groupId, personId, role: "owner" }, now());
    page.start();

    await until(() => roleIn(page, groupId, personId) === "owner");
    expect(page.getGroup(groupId).members.size).toBe(3);
  });

  it("is caught up with where too much was missed to be followed", async () => {
    const { customer, groupId, owner, colleague, tam } = await aWorld();
    const page = await pages.livePage(colleague, customer);
    await page.open(groupId);
    const { personId } = colleague;

    page.stop();
    await setMemberRole(owner, { groupId, personId, role: "owner" }, now());
    for (let index = 0; index < 10; index += 1)
      await Promise.all(Array.from({ length: 51 }, (_, place) => say(tam, groupId, `${index} ${place}`)));
    page.start();

    await until(() => roleIn(page, groupId, personId) === "owner");
    expect(page.getGroup(groupId).members.size).toBe(3);
  });
});

describe("who is no longer in a group", () => {
  it("is told at once that they were removed; nothing of the group stays but its name and what they wrote", async () => {
    const { customer, groupId, owner, colleague } = await aWorld();
    const page = await pages.livePage(colleague, customer);
    await page.open(groupId);
    await say(owner, groupId, "among ourselves");
    await until(() => bodiesIn(page, groupId).length === 1);
    const told = countingMembership(page);

    await removeMember(owner, { groupId, personId: colleague.personId }, now());
    await until(() => page.getDeparture(groupId)?.via === "removed");

    expect(page.getDeparture(groupId)?.name).toBe("Main group");
    expect(rowOf(page, groupId)).toBeUndefined();
    expect(page.getGroup(groupId)).toMatchObject({ loaded: false, messages: [], members: new Map() });
    expect(told.times).toBeGreaterThan(0);
    expect(await listMyGroups(colleague)).toEqual([]);

    await page.send(groupId, "still writing");
    await until(() => page.getGroup(groupId).outgoing[0]?.state === "failed");
    expect(page.getGroup(groupId).outgoing).toMatchObject([
      { body: "still writing", reason: "groups.no_such_group" },
    ]);
  });

  it("keeps what was on its way when the removal came first", async () => {
    const { customer, groupId, owner, colleague } = await aWorld();
    const page = await pages.livePage(colleague, customer);
    await page.open(groupId);

    const sending = page.send(groupId, "a last word");
    await Promise.all([sending, removeMember(owner, { groupId, personId: colleague.personId }, now())]);
    await until(() => page.getDeparture(groupId) !== null);
    await until(() => page.getGroup(groupId).outgoing.every(({ state }) => state === "failed"));

    const owns = await pages.livePage(owner, customer);
    await owns.open(groupId);
    const kept = page.getGroup(groupId).outgoing.map(({ body }) => body);
    expect([...kept, ...bodiesIn(owns, groupId)]).toEqual(["a last word"]);
  });

  it("is told that they left, on each of their pages", async () => {
    const { customer, groupId, colleague } = await aWorld();
    const [one, other] = [
      await pages.livePage(colleague, customer),
      await pages.livePage(colleague, customer),
    ];

    await leaveGroup(colleague, { groupId }, now());

    await until(() => [one, other].every((page) => page.getDeparture(groupId) !== null));
    const departures = [one, other].map((page) => page.getDeparture(groupId));
    expect(departures).toEqual(Array.from({ length: 2 }, () => ({ name: "Main group", via: "left" })));
  });

  it("finds out when they come back to the page, and is let in again by joining", async () => {
    const { customer, groupId, owner, colleague } = await aWorld();
    const page = await pages.livePage(colleague, customer);
    page.stop();
    await removeMember(owner, { groupId, personId: colleague.personId }, now());
    page.start();
    await until(() => page.getDeparture(groupId) !== null);
    expect(page.getDeparture(groupId)).toEqual({ name: "Main group", via: null });

    await inTransaction(async (tx) => {
      await lockGroup(tx, groupId);
      const group = { id: groupId, accountId: customer.accountId };
      await joinGroup(tx, group, { id: colleague.personId, side: "customer" }, joining());
    });

    await until(() => rowOf(page, groupId) !== undefined);
    expect(page.getDeparture(groupId)).toBeNull();
  });
});

const joining = () => ({ role: "member", actorId: null, ...now() }) as const;
