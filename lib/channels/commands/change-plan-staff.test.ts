import { describe, expect, it } from "vitest";
import { changePlanStaff } from "@/lib/channels/commands/change-plan-staff";
import { createMainGroup } from "@/lib/channels/commands/create-main-group";
import { setMainGroupEntry } from "@/lib/channels/commands/set-main-group-entry";
import { listTamCandidates } from "@/lib/channels/queries/list-tam-candidates";
import { prisma } from "@/lib/db/prisma";
import { refusalOf } from "@/lib/testing/channel-world";
import { aMainGroup, anEngineer, isWithoutHoles } from "@/lib/testing/conversation-world";
import { aServedCustomer, auditOf, membersOfMainGroup } from "@/lib/testing/main-group-world";

const at = () => ({ now: new Date() });
const staffOf = (planId: string) =>
  prisma().supportPlan.findUniqueOrThrow({ where: { id: planId }, select: { tamId: true, deputyId: true } });

describe("handing a plan over", () => {
  it("makes the new TAM a member before the old one leaves; afterwards the old one has no say", async () => {
    const { customer, tam, deputy } = await aServedCustomer();
    const next = await anEngineer("Next", ["tam"]);
    const groupId = await aMainGroup(customer, { staff: [tam, deputy] });
    const { planId } = customer;
    const handOver = { planId, tamId: next.personId, deputyId: deputy.personId };

    await changePlanStaff(tam, handOver, at());
    await changePlanStaff(next, handOver, at());

    expect(await staffOf(planId)).toEqual({ tamId: next.personId, deputyId: deputy.personId });
    expect(Object.keys(await membersOfMainGroup(customer)).toSorted()).toEqual(
      [tam, deputy, next].map(({ personId }) => personId).toSorted(),
    );
    expect(await isWithoutHoles(groupId)).toBe(true);
    expect(await auditOf(customer)).toEqual([
      {
        action: "plan.staff_set",
        details: {
          tamId: next.personId,
          deputyId: deputy.personId,
          before: { tamId: tam.personId, deputyId: deputy.personId },
        },
      },
    ]);
    expect(await refusalOf(() => changePlanStaff(tam, handOver, at()))).toMatchObject({
      code: "NOT_FOUND",
      reason: "channels.no_such_plan",
      changed: [],
    });
  });

  it("reaches a group that is made at the same moment", async () => {
    const { customer, tam, deputy } = await aServedCustomer();
    const next = await anEngineer("Next", ["manager"]);

    await Promise.all([
      createMainGroup(deputy, customer, at()),
      changePlanStaff(
        tam,
        { planId: customer.planId, tamId: next.personId, deputyId: deputy.personId },
        at(),
      ),
    ]);

    expect(await membersOfMainGroup(customer)).toHaveProperty(next.personId);
  });

  it("of two at once ends with one of both", async () => {
    const { customer } = await aServedCustomer();
    const manager = await anEngineer("Manager", ["manager"]);
    const [one, other] = [await anEngineer("One", ["tam"]), await anEngineer("Other", ["tam"])];

    await Promise.all(
      [one, other].map(({ personId }) =>
        changePlanStaff(manager, { planId: customer.planId, tamId: personId, deputyId: null }, at()),
      ),
    );

    const { tamId, deputyId } = await staffOf(customer.planId);
    expect([one.personId, other.personId]).toContain(tamId);
    expect(deputyId).toBeNull();
    expect(await auditOf(customer)).toHaveLength(2);
  });

  it.each([
    ["its deputy", "deputy", "FORBIDDEN", "channels.may_not_set_plan_staff"],
    ["a duty lead", "duty_lead", "FORBIDDEN", "channels.may_not_set_plan_staff"],
    ["an operator, who could name themselves", "operator", "FORBIDDEN", "channels.may_not_set_plan_staff"],
    ["an engineer", "engineer", "NOT_FOUND", "channels.no_such_plan"],
    ["the TAM of another customer", "tam", "NOT_FOUND", "channels.no_such_plan"],
  ] as const)("is refused to %s without a trace", async (_who, role, code, reason) => {
    const { customer, deputy } = await aServedCustomer();
    const actor = role === "deputy" ? deputy : await anEngineer("Somebody", [role]);
    const input = { planId: customer.planId, tamId: actor.personId, deputyId: null };

    expect(await refusalOf(() => changePlanStaff(actor, input, at()))).toEqual({ code, reason, changed: [] });
  });

  it("is refused for who cannot lead a group, is gone, or is none of the service team", async () => {
    const { customer, tam, deputy } = await aServedCustomer();
    const gone = await anEngineer("Gone", ["tam"]);
    await prisma().staffAccount.update({
      where: { personId: gone.personId },
      data: { disabledAt: new Date() },
    });
    const engineer = await anEngineer("Engineer");
    const offered = (await listTamCandidates(tam, {})).map(({ personId }) => personId);
    expect(offered).toContain(deputy.personId);
    expect(offered).not.toContain(engineer.personId);
    expect(offered).not.toContain(gone.personId);

    for (const tamId of [engineer.personId, gone.personId, customer.accountId]) {
      const input = { planId: customer.planId, tamId, deputyId: deputy.personId };
      expect(await refusalOf(() => changePlanStaff(tam, input, at()))).toMatchObject({
        code: "CONFLICT",
        reason: "channels.not_a_tam",
        changed: [],
      });
    }
  });
});

describe("who gets into a main group", () => {
  const entryOf = async (channelId: string) =>
    (await prisma().channel.findUniqueOrThrow({ where: { id: channelId } })).mainGroupEntry;

  it("is set by its deputy, and audited when it changes", async () => {
    const { customer, deputy } = await aServedCustomer();
    const { channelId } = customer;

    await setMainGroupEntry(deputy, { channelId, entry: "link" }, at());
    await setMainGroupEntry(deputy, { channelId, entry: "link" }, at());

    expect(await entryOf(channelId)).toBe("link");
    expect(await auditOf(customer)).toMatchObject([
      { action: "channel.main_group_entry_set", details: { entry: "link", before: { entry: "everyone" } } },
    ]);
  });

  it.each([
    ["operator", "FORBIDDEN", "channels.may_not_set_main_group_entry"],
    ["auditor", "FORBIDDEN", "channels.may_not_set_main_group_entry"],
    ["tam", "NOT_FOUND", "channels.no_such_channel"],
  ] as const)("is not set by a foreign %s, and nothing changes", async (role, code, reason) => {
    const { customer } = await aServedCustomer();
    const actor = await anEngineer("Somebody", [role]);
    const input = { channelId: customer.channelId, entry: "link" } as const;

    expect(await refusalOf(() => setMainGroupEntry(actor, input, at()))).toEqual({
      code,
      reason,
      changed: [],
    });
    expect(await entryOf(customer.channelId)).toBe("everyone");
  });
});
