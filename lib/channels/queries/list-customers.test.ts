import { describe, expect, it } from "vitest";
import type { StaffActor } from "@/lib/actor/actor";
import { requestMainGroup } from "@/lib/channels/commands/request-main-group";
import { listCustomersInput } from "@/lib/channels/contract";
import { listCustomers } from "@/lib/channels/queries/list-customers";
import { newId } from "@/lib/db/new-id";
import { prisma } from "@/lib/db/prisma";
import { aMainGroup, anEmployee, anEngineer, archive } from "@/lib/testing/conversation-world";
import { aServedCustomer, nameStaff } from "@/lib/testing/main-group-world";

const now = () => new Date();
const list = (actor: StaffActor, input: { text?: string; after?: string } = {}) =>
  listCustomers(actor, listCustomersInput.parse(input), { now: now() });
const onlyOf = async (actor: StaffActor, accountId: string) =>
  (await list(actor, { text: accountId })).customers.find((customer) => customer.accountId === accountId);

describe("the customers of the groups page", () => {
  it("tell TAM and deputy of plan, channel, who asks and who looks after them", async () => {
    const { customer, tam, deputy } = await aServedCustomer();
    await prisma().channel.update({
      where: { id: customer.channelId },
      data: {
        brokenReason: "channel_broken:10014:app_secret",
        checks: [{ step: "home_desktop", state: "wrong", finding: "different", at: now().toISOString() }],
      },
    });
    const asker = await anEmployee(customer, "Chen Ming");
    const { askedAt } = await requestMainGroup(asker, {}, { now: now() });

    const { customers, next } = await list(tam);

    expect(next).toBeNull();
    expect(customers).toMatchObject([
      {
        accountId: customer.accountId,
        name: "Test account",
        plans: [
          {
            id: customer.planId,
            tier: "enterprise",
            state: "active",
            daysLeft: 1,
            tam: { personId: tam.personId, name: "Zhao Min" },
            deputy: { personId: deputy.personId, name: "Li Wei" },
            maySetStaff: true,
          },
        ],
        channels: [
          {
            id: customer.channelId,
            organizationName: "Test organization",
            status: "active",
            problem: { kind: "secret_wrong", code: 10_014 },
            mayCare: true,
            warnings: 1,
            mainGroupEntry: "everyone",
            maySetEntry: true,
            mainGroups: [
              {
                planId: customer.planId,
                state: "none",
                groupId: null,
                mayBind: true,
                mayInvite: false,
              },
            ],
            request: { askedBy: "Chen Ming", askedAt },
          },
        ],
      },
    ]);
    const ofDeputy = await list(deputy);
    expect(ofDeputy.customers[0]?.plans[0]?.maySetStaff).toBe(false);
  });

  it("show a group to who is in it, to the others only that it is there", async () => {
    const { customer, tam, deputy } = await aServedCustomer();
    const groupId = await aMainGroup(customer, { staff: [tam] });
    const mainGroupFor = async (actor: StaffActor) =>
      (await onlyOf(actor, customer.accountId))?.channels[0]?.mainGroups[0];

    expect(await mainGroupFor(tam)).toMatchObject({ state: "present", groupId, mayInvite: true });
    expect(await mainGroupFor(deputy)).toMatchObject({ state: "present", groupId: null, mayInvite: false });
    const manager = await anEngineer("Manager", ["manager"]);
    expect(await mainGroupFor(manager)).toMatchObject({ state: "present", groupId: null, mayBind: true });
    await archive(groupId);
    expect(await mainGroupFor(tam)).toMatchObject({ state: "archived", mayBind: false, mayInvite: false });
  });

  it("are all an auditor's to read, and nothing there to change", async () => {
    const { customer, tam } = await aServedCustomer();
    await aMainGroup(customer, { staff: [tam] });

    const seen = await onlyOf(await anEngineer("Auditor", ["auditor"]), customer.accountId);

    expect(seen?.channels[0]).toMatchObject({
      maySetEntry: false,
      mainGroups: [{ state: "present", mayBind: false, mayInvite: false }],
    });
    expect(seen?.plans[0]?.maySetStaff).toBe(false);
  });

  it("are all an operator's, without a word of who asks or what is in a group", async () => {
    const { customer, tam } = await aServedCustomer();
    await requestMainGroup(await anEmployee(customer, "Chen Ming"), {}, { now: now() });
    await aMainGroup(customer, { staff: [tam] });
    const operator = await anEngineer("Operator", ["operator"]);

    const seen = await onlyOf(operator, customer.accountId);

    expect(JSON.stringify(seen)).not.toContain("Chen Ming");
    expect(seen?.channels[0]).toMatchObject({
      request: { askedBy: null },
      maySetEntry: false,
      mainGroups: [{ state: "present", groupId: null, mayBind: false, mayInvite: false }],
    });
    expect(seen?.plans[0]?.maySetStaff).toBe(false);
  });

  it.each(["engineer", "tam"] as const)("are none for a %s who looks after nobody", async (role) => {
    await aServedCustomer();

    expect(await list(await anEngineer("Somebody", [role]))).toEqual({
      customers: [],
      next: null,
    });
  });

  it("are found by account, alias and organization, whatever signs are typed", async () => {
    const { customer, tam } = await aServedCustomer();
    const other = await aServedCustomer();
    await nameStaff(other.customer, tam, null);
    await prisma().channel.update({
      where: { id: customer.channelId },
      data: { organizationName: "杭州 100%_测试" },
    });
    const idsFor = async (text: string) =>
      (await list(tam, { text })).customers.map(({ accountId }) => accountId);

    expect(await idsFor(customer.accountId.toUpperCase())).toEqual([customer.accountId]);
    expect(await idsFor(" 100%_ ")).toEqual([customer.accountId]);
    expect(await idsFor("TEST ACCOUNT")).toHaveLength(2);
    expect(await idsFor("\0\\'%")).toEqual([]);
    expect((await list(tam, { after: "!!!" })).customers).toHaveLength(2);
  });
});

describe("five hundred customers", () => {
  it("come in pages, those who ask first, then those without a group, each once", async () => {
    const tam = await anEngineer("Busy", ["tam"]);
    const asking = await aServedCustomer();
    const lacking = await aServedCustomer();
    const served = await aServedCustomer();
    await aMainGroup(served.customer);
    for (const { customer } of [asking, lacking, served]) await nameStaff(customer, tam, null);
    await requestMainGroup(await anEmployee(asking.customer), {}, { now: now() });
    await manyAccounts(500, tam.personId);

    const seen: string[] = [];
    for (let after: string | undefined, pages = 0; pages === 0 || after !== undefined; pages += 1) {
      const page = await list(tam, after === undefined ? {} : { after });
      seen.push(...page.customers.map(({ accountId }) => accountId));
      after = page.next ?? undefined;
    }

    expect(seen).toHaveLength(503);
    expect(new Set(seen).size).toBe(503);
    expect(seen.slice(0, 2)).toEqual([asking.customer.accountId, lacking.customer.accountId]);
  });
});

async function manyAccounts(count: number, tamId: string): Promise<void> {
  const accounts = Array.from({ length: count }, (_, index) => {
    const id = newId();
    return { id, name: `Customer ${index % 100}`, alias: `many-${id}`, createdAt: now() };
  });
  await prisma().account.createMany({ data: accounts });
  await prisma().supportPlan.createMany({
    data: accounts.map(({ id }) => ({
      id: newId(),
      accountId: id,
      tier: "enterprise" as const,
      validFrom: new Date(0),
      validTo: new Date(Date.now() + 86_400_000),
      tamId,
      createdAt: now(),
    })),
  });
}
