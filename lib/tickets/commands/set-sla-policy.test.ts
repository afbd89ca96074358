import { describe, expect, it, vi } from "vitest";
import type { Actor } from "@/lib/actor/actor";
import { prisma } from "@/lib/db/prisma";
import { defaultServiceCalendar } from "@/lib/duty/default-service-calendar";
import { log } from "@/lib/log/logger";
import { aCustomer, anEmployee, anEngineer } from "@/lib/testing/conversation-world";
import { aSupportedCustomer, aTicket, ticketOf } from "@/lib/testing/ticket-world";
import { closeTicket } from "@/lib/tickets/commands/close-ticket";
import { moveTicket } from "@/lib/tickets/commands/move-ticket";
import { setSlaPolicy, type SetSlaPolicyInput } from "@/lib/tickets/commands/set-sla-policy";
import { getSlaPolicy } from "@/lib/tickets/queries/get-sla-policy";
import { slaPolicyOf } from "@/lib/tickets/queries/sla-policy-of";
import { defaultSlaPolicy, defaultSlaTargets } from "@/lib/tickets/sla-targets";

const HOUR = 3_600_000;
const system = { kind: "system", name: "test" } as const;
const now = new Date();
const at = { now };

/** The default, but for the resolution of S1. */
const policyOf = (alias: string, minutes: number): SetSlaPolicyInput => ({
  alias,
  calendar: {
    zone: defaultServiceCalendar.zone,
    weekly: [...defaultServiceCalendar.weekly],
    exceptions: [{ date: "2026-12-31", hours: [] }],
  },
  targets: {
    ...defaultSlaTargets,
    s1: { ...defaultSlaTargets.s1, resolution: { minutes, aroundTheClock: true } },
  },
});

describe("the policy of a plan", () => {
  it("is the default until one is set, and then that one", async () => {
    const { accountId: alias, planId } = await aCustomer();
    expect(await slaPolicyOf(prisma(), planId)).toEqual(defaultSlaPolicy);

    const { calendar, targets } = policyOf(alias, 90);
    await setSlaPolicy(system, { alias, calendar, targets }, at);

    expect(await slaPolicyOf(prisma(), planId)).toEqual({ calendar, targets });
    expect(await getSlaPolicy(system, { alias }, at)).toEqual({ calendar, targets });
    const [event] = await prisma().auditEvent.findMany({
      where: { action: "plan.sla_set", subjectId: planId },
    });
    expect(event).toMatchObject({
      actorKind: "system:test",
      accountId: alias,
      details: { zone: "Asia/Shanghai", exceptions: 1, s1: "10 minutes, 30 minutes, 90 minutes" },
    });
  });

  it("can be replaced", async () => {
    const { accountId: alias, planId } = await aCustomer();
    await setSlaPolicy(system, policyOf(alias, 90), at);
    await setSlaPolicy(system, policyOf(alias, 120), at);

    expect((await slaPolicyOf(prisma(), planId)).targets.s1.resolution.minutes).toBe(120);
    const events = await prisma().auditEvent.findMany({
      where: { subjectId: planId },
      orderBy: { id: "asc" },
    });
    expect(events[0]?.details).not.toHaveProperty("before");
    expect(events[1]?.details).toMatchObject({
      s1: "10 minutes, 30 minutes, 120 minutes",
      before: { s1: "10 minutes, 30 minutes, 90 minutes" },
    });
  });

  it("that cannot be read any more counts as none, and is complained of", async () => {
    const warn = vi.spyOn(log, "warn").mockImplementation(() => undefined);
    const { planId } = await aCustomer();
    const row = { calendar: { zone: "Asia/Atlantis" }, targets: {}, updatedAt: now };
    await prisma().slaPolicy.create({ data: { planId, ...row } });

    expect(await slaPolicyOf(prisma(), planId)).toEqual(defaultSlaPolicy);
    const why = { planId, reason: "duty.unknown_zone", field: "calendar.zone" };
    expect(warn).toHaveBeenCalledWith("sla.policy_unreadable", why);
    warn.mockRestore();
  });

  it("changes what is due of the plan's open tickets at once, and of no others", async () => {
    const [customer, other] = [await aSupportedCustomer(), await aSupportedCustomer()];
    const [mine, resolved, theirs] = [
      await aTicket(customer, { severity: "s1", now }),
      await aTicket(customer, { severity: "s1", now }),
      await aTicket(other, { severity: "s1", now }),
    ];
    const { id: ticketId, version } = resolved;
    await moveTicket(customer.engineer, { ticketId, version, status: "resolved" }, at);
    await closeTicket(customer.engineer, { ticketId, version: (await ticketOf(ticketId)).version }, at);

    const { openTickets } = await setSlaPolicy(system, policyOf(customer.accountId, 90), at);

    expect(openTickets).toBe(1);
    expect((await ticketOf(mine.id)).resolutionDueAt).toEqual(new Date(now.getTime() + 1.5 * HOUR));
    expect((await ticketOf(ticketId)).resolutionDueAt).toBeNull();
    expect((await ticketOf(theirs.id)).resolutionDueAt).toEqual(new Date(now.getTime() + 4 * HOUR));
  });

  it("is reckoned with the ticket's latest history, also when both change at once", async () => {
    const customer = await aSupportedCustomer();
    const { id: ticketId, version } = await aTicket(customer, { severity: "s1", now });

    await Promise.all([
      setSlaPolicy(system, policyOf(customer.accountId, 90), at),
      moveTicket(customer.engineer, { ticketId, version, status: "waiting_for_customer" }, at),
    ]);

    expect((await ticketOf(ticketId)).resolutionDueAt).toBeNull();
  });
});

describe("who may set it", () => {
  it("is the system and an operator", async () => {
    const { accountId: alias, planId } = await aCustomer();
    const operator = await anEngineer("Shen Yue", ["operator"]);

    await setSlaPolicy(operator, policyOf(alias, 90), at);

    expect((await slaPolicyOf(prisma(), planId)).targets.s1.resolution.minutes).toBe(90);
  });

  it.each([
    ["an engineer", "NOT_FOUND", async () => anEngineer()],
    ["the customer's employee", "NOT_FOUND", anEmployee],
    [
      "the customer's own account",
      "FORBIDDEN",
      async ({ accountId }: { accountId: string }): Promise<Actor> => ({
        kind: "principal",
        permissions: [],
        principalId: accountId,
        assumedRoleId: null,
        accountId,
        sessionId: accountId,
      }),
    ],
  ] as const)("is not %s, who leaves no trace and reads nothing", async (_who, code, make) => {
    const customer = await aCustomer();
    const actor = await make(customer);
    const alias = customer.accountId;

    await expect(setSlaPolicy(actor, policyOf(alias, 90), at)).rejects.toMatchObject({ code });
    await expect(getSlaPolicy(actor, { alias }, at)).rejects.toMatchObject({ code });

    expect(await prisma().slaPolicy.count({ where: { planId: customer.planId } })).toBe(0);
  });

  it("needs a plan to set it for", async () => {
    const { accountId: alias } = await aCustomer();
    await prisma().channel.deleteMany({ where: { accountId: alias } });
    await prisma().supportPlan.deleteMany({ where: { accountId: alias } });

    await expect(setSlaPolicy(system, policyOf(alias, 90), at)).rejects.toThrow("accounts.no_plan");
    await expect(getSlaPolicy(system, { alias }, at)).rejects.toThrow("accounts.no_plan");
  });
});
