import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { StaffActor } from "@/lib/actor/actor";
import { newId } from "@/lib/db/new-id";
import { prisma } from "@/lib/db/prisma";
import { breakGlass } from "@/lib/desk/commands/break-glass";
import { endBreakGlass } from "@/lib/desk/commands/end-break-glass";
import { setStaffRoles } from "@/lib/identity/commands/set-staff-roles";
import type { ConversationClient } from "@/lib/realtime/browser/conversation-client";
import { bodiesIn, rowOf, say, TestClients } from "@/lib/testing/conversation-clients";
import { until } from "@/lib/testing/conversation-server";
import { aConversation, anEngineer, type Customer } from "@/lib/testing/conversation-world";

const pages = new TestClients();
const system = { kind: "system", name: "test" } as const;
const reason = "Covering for a colleague who is ill";

beforeAll(() => pages.startServer());
afterAll(() => pages.stopServer());
afterEach(() => pages.stop());

/** A TAM's page that shows a group of somebody else's customer which they have open. */
async function anOpenedPage(endsIn?: number) {
  const world = await aConversation();
  const tam = await anEngineer("He Jun", ["tam"]);
  if (endsIn === undefined)
    await breakGlass(tam, { conversation: { groupId: world.groupId }, reason }, { now: new Date() });
  else await openFor(tam, world, endsIn);
  const page = await pages.livePage(tam, world.customer);
  await page.open(world.groupId);
  return { ...world, tam, page };
}

async function openFor(
  tam: StaffActor,
  { customer, groupId }: { customer: Customer; groupId: string },
  time: number,
) {
  const startedAt = new Date();
  const endsAt = new Date(Date.now() + time);
  const { accountId } = customer;
  await prisma().breakGlass.create({
    data: { id: newId(), accountId, groupId, personId: tam.personId, reason, startedAt, endsAt },
  });
}

const isCutOff = (page: ConversationClient, groupId: string) =>
  rowOf(page, groupId) === undefined && page.getGroup(groupId).messages.length === 0;

describe("a conversation that is open by break-glass", () => {
  it("appears on the open page, is heard live, and counts as nothing unread", async () => {
    const { customer, employee, groupId } = await aConversation();
    const tam = await anEngineer("He Jun", ["tam"]);
    const page = await pages.page(tam, customer);
    page.start();
    await until(() => page.getConnection() === "live");

    await breakGlass(tam, { conversation: { groupId }, reason }, { now: new Date() });
    await until(() => rowOf(page, groupId) !== undefined);
    await page.open(groupId);
    await say(employee, groupId, "Is anybody there?");
    await until(() => bodiesIn(page, groupId).includes("Is anybody there?"));
    page.markRead(groupId, 99);

    expect(rowOf(page, groupId)).toMatchObject({
      unread: 0,
      mentionsMe: false,
      reader: { by: "break_glass" },
    });
    expect(await prisma().groupMember.count({ where: { groupId, personId: tam.personId } })).toBe(0);
  });

  it("is gone from the page once its reader closes it, and says so", async () => {
    const { tam, page, groupId, employee } = await anOpenedPage();

    await endBreakGlass(tam, { groupId }, { now: new Date() });
    await until(() => isCutOff(page, groupId));
    await say(employee, groupId, "And now?");

    expect(page.getDeparture(groupId)).toMatchObject({ via: "opening_ended" });
    expect(bodiesIn(page, groupId)).toEqual([]);
  });

  it("is gone from the page when its time is over, without anybody doing anything", async () => {
    const { page, groupId } = await anOpenedPage(1_500);
    await until(() => isCutOff(page, groupId));
    expect(page.getDeparture(groupId)).toMatchObject({ via: "opening_ended" });
  });

  it("is gone from the page at once with the role it stands on", async () => {
    const { tam, page, groupId } = await anOpenedPage();
    const { email } = await prisma().staffAccount.findUniqueOrThrow({ where: { personId: tam.personId } });
    await setStaffRoles(system, { email, roles: ["engineer"] }, { now: new Date() });
    await until(() => isCutOff(page, groupId));
    expect(rowOf(page, groupId)).toBeUndefined();
  });
});

it("whose roles take part in no conversation any more hear none, although they are members still", async () => {
  const { customer, engineer, groupId, employee } = await aConversation();
  const page = await pages.livePage(engineer, customer);
  await page.open(groupId);
  const { email } = await prisma().staffAccount.findUniqueOrThrow({ where: { personId: engineer.personId } });

  await setStaffRoles(system, { email, roles: ["operator"] }, { now: new Date() });
  await until(() => isCutOff(page, groupId));
  await say(employee, groupId, "Are you still there?");
  await page.send(groupId, "Yes");
  await until(() => page.getGroup(groupId).outgoing.some(({ state }) => state === "failed"));

  expect(bodiesIn(page, groupId)).toEqual([]);
  expect(await prisma().message.count({ where: { groupId, body: "Yes" } })).toBe(0);
});
