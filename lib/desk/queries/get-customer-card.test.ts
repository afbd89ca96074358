import { beforeEach, describe, expect, it } from "vitest";
import type { StaffActor } from "@/lib/actor/actor";
import { quotaMonth } from "@/lib/channels/quota-month";
import { prisma } from "@/lib/db/prisma";
import { newId } from "@/lib/db/new-id";
import { getCustomerCard } from "@/lib/desk/queries/get-customer-card";
import { seesCustomerHistory } from "@/lib/desk/policy";
import { leaveGroup } from "@/lib/groups/commands/leave-group";
import { declareIncident } from "@/lib/incidents/commands/declare-incident";
import { declareIncidentInput } from "@/lib/incidents/contract";
import { anEngineer } from "@/lib/testing/conversation-world";
import { after, DAY, HOUR, ticketScene } from "@/lib/testing/ticket-scene";
import { aSupportedCustomer, aTicket, ticketOf } from "@/lib/testing/ticket-world";
import { rateTicket } from "@/lib/tickets/commands/rate-ticket";
import { remindTicket } from "@/lib/tickets/commands/remind-ticket";
import { assignTicket } from "@/lib/tickets/commands/assign-ticket";

const scene = ticketScene();
const at = after(2 * DAY);
const card = (actor: StaffActor, groupId = scene.ticket.groupId) => getCustomerCard(actor, { groupId }, at);

/** Another ticket of the customer's, which the engineer of the first has nothing to do with. */
let other: Awaited<ReturnType<typeof aTicket>>;
beforeEach(async () => {
  const { own } = scene;
  other = await aTicket(own, { now: after(0).now, title: "confidential: payroll is down", severity: "s1" });
  const toTam = { ticketId: other.id, version: other.version, personId: own.tam.personId };
  await assignTicket(own.tam, toTam, after(0));
  await leaveGroup(own.engineer, { groupId: other.groupId }, after(0));
});

async function withHistory() {
  const [requester] = scene.own.employees;
  await scene.resolve();
  await rateTicket(
    requester,
    { ticketId: scene.ticket.id, resolution: 0, score: 4, comment: "" },
    after(2 * HOUR),
  );
  await remindTicket(requester, { ticketId: other.id }, after(DAY));
  const incident = { ticketId: other.id, reason: "data_loss", impact: "All of it" };
  await declareIncident(requester, declareIncidentInput.parse(incident), after(DAY));
}

describe("the card of a customer", () => {
  it("tells of the plan and of the channel, with what keeps it from working and this month's calls", async () => {
    const { channelId, planId, tam, engineer } = scene.own;
    const channel = await prisma().channel.update({
      where: { id: channelId },
      data: {
        brokenReason: "channel_broken:230006",
        brokenAt: after(DAY).now,
        checkedAt: after(HOUR).now,
        checks: [
          { step: "bot", state: "ok", finding: "on", at: after(HOUR).now.toISOString() },
          { step: "redirect_urls", state: "wrong", finding: "missing", at: after(HOUR).now.toISOString() },
          { step: "edition", state: "warning", finding: "personal", at: after(HOUR).now.toISOString() },
        ],
      },
    });
    const { tenantKey } = channel;
    await prisma().apiUsage.create({ data: { tenantKey, month: quotaMonth(at.now), counted: 4_321 } });
    await prisma().supportPlan.update({ where: { id: planId }, data: { validTo: after(12 * DAY).now } });

    expect(await card(engineer)).toMatchObject({
      organizationName: channel.organizationName,
      plan: {
        tier: "enterprise",
        state: "active",
        daysLeft: 10,
        tam: { personId: tam.personId, name: "Xu Wen" },
        deputy: null,
      },
      channel: {
        status: "active",
        problem: "bot_off",
        brokenAt: after(DAY).now.toISOString(),
        checkedAt: after(HOUR).now.toISOString(),
        warnings: 2,
        quota: { counted: 4_321, limit: 10_000 },
      },
    });
    expect(JSON.stringify(await card(engineer))).not.toContain(channel.secretCiphertext);
  });

  it("tells the TAM what happened so far, from the ticket, its notes and the main group alike", async () => {
    await withHistory();
    const { tam, mainGroupId } = scene.own;
    const { history } = await card(tam);
    expect(history).toEqual({
      openCount: 1,
      open: [expect.objectContaining({ number: other.number, severity: "s1", groupId: other.groupId })],
      recent: [expect.objectContaining({ number: scene.ticket.number, status: "resolved" })],
      emergencies: [
        {
          number: other.number,
          groupId: other.groupId,
          title: other.title,
          declaredAt: after(DAY).now.toISOString(),
          endedAt: null,
        },
      ],
      reminders: 1,
      ratings: { count: 1, average: 4 },
    });
    expect((await card(tam, scene.ticket.internalGroupId)).history).toEqual(history);
    expect((await card(tam, mainGroupId)).history).toEqual(history);
  });

  it("tells who is in one ticket alone nothing of another, not even that there is one", async () => {
    await withHistory();
    const { engineer } = scene.own;
    const seen = await card(engineer);
    expect(seen.history).toBeNull();
    const text = JSON.stringify([seen, await card(engineer, scene.ticket.internalGroupId)]);
    for (const mark of [other.title, other.id, other.groupId, `"number":${other.number}`])
      expect(text).not.toContain(mark);
  });

  it("tells duty leads and managers of the queue, and a TAM of somebody else's no more than an engineer", async () => {
    await withHistory();
    const joined = async (roles: StaffActor["roles"]) => {
      const actor = await anEngineer("Somebody", [...roles]);
      const { version } = await ticketOf(other.id);
      await assignTicket(scene.own.tam, { ticketId: other.id, version, personId: actor.personId }, at);
      return actor;
    };
    for (const role of ["duty_lead", "manager"] as const)
      expect((await card(await joined([role]), other.groupId)).history?.openCount).toBe(1);
    expect((await card(await joined(["tam"]), other.groupId)).history).toBeNull();
  });

  it("tells of no other customer's, and of no other main group", async () => {
    await withHistory();
    const { tam } = scene.own;
    const before = await card(tam);
    const stranger = await aSupportedCustomer();
    await aTicket(stranger, { title: "somebody else's" });
    expect(await card(tam)).toEqual(before);
    await expect(card(stranger.tam)).rejects.toThrow("NOT_FOUND groups.no_such_group");
    await expect(card(stranger.engineer, scene.own.mainGroupId)).rejects.toThrow("NOT_FOUND");
  });

  it("has no history for who was taken out of the main group, though they stay in a ticket", async () => {
    await withHistory();
    const { mainGroupId } = scene.own;
    const deputy = await anEngineer("Deputy", ["tam"]);
    await prisma().groupMember.createMany({
      data: [mainGroupId, other.groupId].map((groupId) => ({
        groupId,
        accountId: scene.own.accountId,
        personId: deputy.personId,
        side: "service" as const,
        joinedVia: "plan" as const,
        joinedAt: at.now,
      })),
    });
    expect((await card(deputy, other.groupId)).history?.openCount).toBe(1);
    await leaveGroup(deputy, { groupId: mainGroupId }, at);
    expect((await card(deputy, other.groupId)).history).toBeNull();
  });

  it("shows five open ones at most and counts all", async () => {
    for (let index = 0; index < 6; index += 1) await aTicket(scene.own, { now: after(HOUR).now });
    const { history } = await card(scene.own.tam);
    expect([history?.open.length, history?.openCount]).toEqual([5, 8]);
  });
});

it("the rule of who is told what happened so far", () => {
  const staff = (...roles: StaffActor["roles"]): StaffActor => ({
    kind: "staff",
    personId: newId(),
    roles,
    sessionId: "",
  });
  const outside = { channelId: "c", mainMembership: null };
  const inside = { channelId: "c", mainMembership: { role: "member" } as const };
  const table = (["engineer", "tam", "duty_lead", "manager", "operator", "auditor"] as const).map((role) => [
    role,
    seesCustomerHistory(staff(role), outside),
    seesCustomerHistory(staff(role), inside),
  ]);
  expect(table).toEqual([
    ["engineer", false, false],
    ["tam", false, true],
    ["duty_lead", true, true],
    ["manager", true, true],
    ["operator", false, false],
    ["auditor", false, false],
  ]);
});
