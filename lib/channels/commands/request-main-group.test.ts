import { describe, expect, it } from "vitest";
import { createMainGroup } from "@/lib/channels/commands/create-main-group";
import { requestMainGroup } from "@/lib/channels/commands/request-main-group";
import { countMainGroupRequests } from "@/lib/channels/queries/count-main-group-requests";
import { getMainGroupRequest } from "@/lib/channels/queries/get-main-group-request";
import { prisma } from "@/lib/db/prisma";
import { removeMember } from "@/lib/groups/commands/remove-member";
import { refusalOf } from "@/lib/testing/channel-world";
import { aCustomer, aMainGroup, anEmployee, anEngineer } from "@/lib/testing/conversation-world";
import { aServedCustomer, nameStaff, toldPersons } from "@/lib/testing/main-group-world";

const at = () => ({ now: new Date() });

describe("asking for the service main group", () => {
  it("tells TAM and deputy, once; a colleague who asks learns who did", async () => {
    const { customer, tam, deputy } = await aServedCustomer();
    const [asker, colleague] = [await anEmployee(customer, "Chen Ming"), await anEmployee(customer)];
    expect(await getMainGroupRequest(asker)).toBeNull();
    const now = new Date();

    const asked = { askedBy: "Chen Ming", askedAt: now.toISOString() };
    expect(await requestMainGroup(asker, {}, { now })).toEqual({ ...asked, mine: true });
    expect(await requestMainGroup(asker, {}, at())).toEqual({ ...asked, mine: true });
    expect(await requestMainGroup(colleague, {}, at())).toEqual({ ...asked, mine: false });

    expect(await getMainGroupRequest(colleague)).toEqual({ ...asked, mine: false });
    expect(await toldPersons(customer)).toEqual([tam.personId, deputy.personId].toSorted());
    expect(await countMainGroupRequests(tam, {})).toEqual({ count: 1 });
  });

  it("is one request, however many ask at once", async () => {
    const { customer } = await aServedCustomer();
    const employees = await Promise.all(["A", "B", "C", "D"].map((name) => anEmployee(customer, name)));

    const views = await Promise.all(employees.map((employee) => requestMainGroup(employee, {}, at())));

    expect(new Set(views.map(({ askedBy }) => askedBy)).size).toBe(1);
    expect(views.filter(({ mine }) => mine)).toHaveLength(1);
    expect(await prisma().mainGroupRequest.count({ where: { channelId: customer.channelId } })).toBe(1);
    expect(await toldPersons(customer)).toHaveLength(2);
  });

  it("tells all enabled duty leads and managers when the plan has nobody", async () => {
    const customer = await aCustomer();
    const gone = await anEngineer("Gone", ["tam"]);
    await nameStaff(customer, gone, null);
    const [lead, manager, offDuty] = await Promise.all([
      anEngineer("Lead", ["duty_lead"]),
      anEngineer("Manager", ["manager"]),
      anEngineer("Left", ["manager"]),
    ]);
    for (const { personId } of [gone, offDuty])
      await prisma().staffAccount.update({ where: { personId }, data: { disabledAt: new Date() } });

    await requestMainGroup(await anEmployee(customer), {}, at());

    const told = await toldPersons(customer);
    expect(told).toEqual(expect.arrayContaining([lead.personId, manager.personId]));
    expect(told).not.toContain(offDuty.personId);
    expect(told).not.toContain(gone.personId);
  });

  it("is possible again for who left the group after it was answered", async () => {
    const { customer, tam } = await aServedCustomer();
    const asker = await anEmployee(customer);
    await requestMainGroup(asker, {}, at());
    await createMainGroup(tam, customer, at());
    expect(await getMainGroupRequest(asker)).toBeNull();
    const group = await prisma().group.findFirstOrThrow({ where: { channelId: customer.channelId } });
    await removeMember(
      { kind: "system", name: "test" },
      { groupId: group.id, personId: asker.personId },
      at(),
    );

    expect(await requestMainGroup(asker, {}, at())).toMatchObject({ mine: true });
    expect(await prisma().mainGroupRequest.count({ where: { channelId: customer.channelId } })).toBe(2);
  });

  it("is refused to who is in it, and leaves no trace", async () => {
    const { customer, tam } = await aServedCustomer();
    const employee = await anEmployee(customer);
    await aMainGroup(customer, { staff: [tam], employees: [employee] });

    expect(await refusalOf(() => requestMainGroup(employee, {}, at()))).toEqual({
      code: "CONFLICT",
      reason: "channels.has_main_group",
      changed: [],
    });
  });

  it("is nothing another customer hears of", async () => {
    const [one, other] = [await aServedCustomer(), await aServedCustomer()];
    await requestMainGroup(await anEmployee(one.customer), {}, at());

    expect(await getMainGroupRequest(await anEmployee(other.customer))).toBeNull();
    expect(await countMainGroupRequests(other.tam, {})).toEqual({ count: 0 });
    expect(await countMainGroupRequests(await anEngineer("Operator", ["operator"]), {})).toEqual({
      count: 0,
    });
    const { count } = await countMainGroupRequests(await anEngineer("Manager", ["manager"]), {});
    expect(count).toBeGreaterThan(0);
  });
});
