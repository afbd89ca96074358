import { describe, expect, it } from "vitest";
import type { StaffActor, StaffRole } from "@/lib/actor/actor";
import { durations } from "@/lib/config/durations";
import { prisma } from "@/lib/db/prisma";
import { breakGlass } from "@/lib/desk/commands/break-glass";
import { endBreakGlass } from "@/lib/desk/commands/end-break-glass";
import { breakGlassInput } from "@/lib/desk/contract";
import { listBreakGlass } from "@/lib/desk/queries/list-break-glass";
import { accessGroup } from "@/lib/groups/access";
import { anEngineer, isWithoutHoles } from "@/lib/testing/conversation-world";
import { enrolled } from "@/lib/testing/second-factor-world";
import { aSupportedCustomer, aTicket } from "@/lib/testing/ticket-world";

const REASON = "Covering for a colleague who is ill";

function asked(conversation: string, reason = REASON) {
  return breakGlassInput.parse({ conversation, reason });
}

const noticesOf = async (groupId: string) =>
  (await prisma().message.findMany({ where: { groupId }, orderBy: { sequence: "asc" } }))
    .map(
      ({ notice }) => notice as { kind: string; data: Record<string, unknown>; addressees: string[] } | null,
    )
    .filter((notice) => notice?.kind.startsWith("break_glass."));

const actsOf = async (actor: StaffActor) =>
  prisma().auditEvent.findMany({
    where: { actorId: actor.personId, action: { startsWith: "break_glass." } },
    orderBy: { id: "asc" },
  });

describe("which conversation is meant", () => {
  it.each([
    ["1042", { ticketNumber: 1042 }],
    ["# 1042 ", { ticketNumber: 1042 }],
    [
      "https://desk.example/desk?group=018F0000-0000-7000-8000-000000000001&pane=ticket",
      { groupId: "018f0000-0000-7000-8000-000000000001" },
    ],
  ])("%s", (text, conversation) => {
    expect(asked(text)).toEqual({ conversation, reason: REASON });
  });

  it.each(["", "the one of Acme", "#10420000000000"])("nothing is meant by '%s'", (text) => {
    expect(breakGlassInput.safeParse({ conversation: text, reason: REASON }).success).toBe(false);
  });

  it.each(["", "too short", "x".repeat(501)])("a reason must say something", (reason) => {
    expect(breakGlassInput.safeParse({ conversation: "1", reason }).success).toBe(false);
  });
});

describe("opening a conversation one is not in", () => {
  it("lets its reader in for an hour, tells the owner by a line and a mention, and is recorded", async () => {
    const customer = await aSupportedCustomer();
    const [owner] = customer.employees;
    const other = await anEngineer("He Jun", ["tam"]);
    const now = new Date();

    const opened = await breakGlass(other, asked(customer.mainGroupId), { now });

    const endsAt = new Date(now.getTime() + durations.breakGlass).toISOString();
    expect(opened).toMatchObject({ groupId: customer.mainGroupId, reason: REASON, endsAt });
    expect(await noticesOf(customer.mainGroupId)).toEqual([
      {
        kind: "break_glass.opened",
        data: { name: "He Jun", endsAt, reason: REASON },
        addressees: [owner.personId],
      },
    ]);
    expect(await actsOf(other)).toMatchObject([
      {
        action: "break_glass.opened",
        accountId: customer.accountId,
        subjectId: customer.mainGroupId,
        details: { reason: REASON, endsAt },
      },
    ]);
    expect((await accessGroup(prisma(), other, customer.mainGroupId, "read")).wayIn).toBe("break_glass");
    await expect(accessGroup(prisma(), other, customer.mainGroupId, "post")).rejects.toMatchObject({
      reason: "groups.may_not_take_part",
    });
    expect(await isWithoutHoles(customer.mainGroupId)).toBe(true);
    expect(await listBreakGlass(other, {}, { now })).toEqual([opened]);
    expect(await listBreakGlass(other, {}, { now: new Date(endsAt) })).toEqual([]);
  });

  it("of a ticket no owner is in also tells the main group, by its number", async () => {
    const customer = await aSupportedCustomer();
    const [owner, colleague] = customer.employees;
    const ticket = await aTicket(customer, { requester: colleague });
    await prisma().groupMember.updateMany({
      where: { groupId: ticket.groupId, side: "customer" },
      data: { role: "member" },
    });
    const lead = await anEngineer("Lead", ["duty_lead"]);

    await breakGlass(lead, asked(`#${ticket.number}`), { now: new Date() });

    expect(await noticesOf(ticket.groupId)).toMatchObject([{ kind: "break_glass.opened", addressees: [] }]);
    expect(await noticesOf(customer.mainGroupId)).toMatchObject([
      {
        kind: "break_glass.ticket_opened",
        data: { number: ticket.number },
        addressees: [owner.personId],
      },
    ]);
  });

  it("twice at once opens it once", async () => {
    const customer = await aSupportedCustomer();
    const manager = await anEngineer("Manager", ["manager"]);
    const now = new Date();

    const both = await Promise.all([
      breakGlass(manager, asked(customer.mainGroupId), { now }),
      breakGlass(manager, asked(customer.mainGroupId), { now }),
    ]);

    expect(both[0]).toEqual(both[1]);
    expect(await noticesOf(customer.mainGroupId)).toHaveLength(1);
    expect(await actsOf(manager)).toHaveLength(1);
  });

  it.each<[string, StaffRole[], string]>([
    ["an engineer", ["engineer"], "groups.may_not_break_glass"],
    ["an operator", ["operator"], "groups.may_not_break_glass"],
    ["an auditor", ["auditor"], "groups.may_not_break_glass"],
  ])("is refused to %s, who learns nothing of it", async (_who, roles, reason) => {
    const customer = await aSupportedCustomer();
    const actor = await anEngineer("Colleague", roles);
    for (const group of [customer.mainGroupId, customer.accountId])
      await expect(breakGlass(actor, asked(group), { now: new Date() })).rejects.toMatchObject({ reason });
    expect(await prisma().breakGlass.count({ where: { groupId: customer.mainGroupId } })).toBe(0);
    expect(await noticesOf(customer.mainGroupId)).toEqual([]);
  });

  it("is refused for what is not there, for internal notes, and to who is in it", async () => {
    const customer = await aSupportedCustomer();
    const ticket = await aTicket(customer);
    const lead = await anEngineer("Lead", ["duty_lead"]);
    const now = new Date();
    for (const group of [customer.accountId, ticket.internalGroupId, "999999999"])
      await expect(breakGlass(lead, asked(group), { now })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(breakGlass(customer.tam, asked(customer.mainGroupId), { now })).rejects.toMatchObject({
      reason: "groups.in_it_already",
    });
    expect(await prisma().breakGlass.count({ where: { accountId: customer.accountId } })).toBe(0);
  });

  it("asks who has a second factor for it", async () => {
    const customer = await aSupportedCustomer();
    const lead = await anEngineer("Lead", ["duty_lead"]);
    const now = new Date();
    await enrolled(lead, now);
    const later = { now: new Date(now.getTime() + durations.secondFactorRecent + 1) };

    await expect(breakGlass(lead, asked(customer.mainGroupId), later)).rejects.toMatchObject({
      reason: "identity.second_factor_needed",
    });
    expect(await noticesOf(customer.mainGroupId)).toEqual([]);
  });
});

describe("closing it again", () => {
  it("ends the reading before its time, once, and is recorded", async () => {
    const customer = await aSupportedCustomer();
    const { mainGroupId: groupId } = customer;
    const tam = await anEngineer("He Jun", ["tam"]);
    const now = new Date();
    await breakGlass(tam, asked(groupId), { now });

    await endBreakGlass(tam, { groupId }, { now });

    await expect(accessGroup(prisma(), tam, groupId, "read")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(endBreakGlass(tam, { groupId }, { now })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await actsOf(tam)).map(({ action }) => action)).toEqual([
      "break_glass.opened",
      "break_glass.ended",
    ]);
    await breakGlass(tam, asked(groupId), { now });
    expect(await noticesOf(groupId)).toHaveLength(2);
  });

  it("is one's own alone", async () => {
    const customer = await aSupportedCustomer();
    const [tam, other] = [await anEngineer("He Jun", ["tam"]), await anEngineer("Lead", ["duty_lead"])];
    const now = new Date();
    await breakGlass(tam, asked(customer.mainGroupId), { now });
    await expect(endBreakGlass(other, { groupId: customer.mainGroupId }, { now })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect(await listBreakGlass(tam, {}, { now })).toHaveLength(1);
  });
});
