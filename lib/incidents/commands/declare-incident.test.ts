import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { environment } from "@/lib/config/environment";
import { prisma } from "@/lib/db/prisma";
import { declareIncident } from "@/lib/incidents/commands/declare-incident";
import { mitigateIncident } from "@/lib/incidents/commands/mitigate-incident";
import { acknowledgeIncident } from "@/lib/incidents/commands/acknowledge-incident";
import { declareIncidentInput } from "@/lib/incidents/contract";
import { migrateQueue } from "@/lib/jobs/migrate-queue";
import { anEmployee, isWithoutHoles } from "@/lib/testing/conversation-world";
import {
  aTeam,
  anEmergency,
  calledBy,
  dismissTeam,
  historyOf,
  incidentOf,
  outcomesOfSteps,
  press,
} from "@/lib/testing/incident-world";
import { aSupportedCustomer, aTicket, eventsOf, ticketOf } from "@/lib/testing/ticket-world";

const DAY = 24 * 60 * 60 * 1_000;

beforeAll(() => migrateQueue(environment().DATABASE_URL));
beforeEach(dismissTeam);

/** A colleague of the requester who is in the ticket's group. */
async function joinTicket(ticket: { groupId: string; accountId: string }, personId: string): Promise<void> {
  const { groupId, accountId } = ticket;
  await prisma().groupMember.create({
    data: {
      groupId,
      accountId,
      personId,
      side: "customer",
      customerAccountId: accountId,
      joinedVia: "added",
      joinedAt: new Date(),
    },
  });
}

describe("pressing Emergency in a ticket", () => {
  it("declares it, raises the ticket to S1 and calls the first step at once", async () => {
    const { team, ticket, incidentId, start } = await anEmergency();

    expect(await incidentOf(incidentId)).toMatchObject({ status: "declared", declaredAt: start });
    expect(await ticketOf(ticket.id)).toMatchObject({ severity: "s1", assigneeId: team.engineer.personId });
    expect(await eventsOf(ticket.id)).toContain("severity_changed");
    expect(await historyOf(incidentId)).toEqual(["declared", "paged"]);
    expect(await calledBy(incidentId, 0)).toEqual(["Guo Kai"]);
    expect(await outcomesOfSteps(incidentId)).toEqual(["paged", null, null, null]);
    expect(await isWithoutHoles(ticket.groupId)).toBe(true);
    const pages = await prisma().page.findMany({ where: { incidentId }, orderBy: { via: "asc" } });
    expect(pages).toMatchObject([
      { via: "desk", status: "pending" },
      { via: "mail", status: "failed", failure: "mail_not_configured" },
    ]);
  });

  it("makes one emergency when two people press at the same moment, and both learn of it", async () => {
    const team = await aTeam();
    const [first, second] = team.customer.employees;
    const ticket = await aTicket(team.customer);
    await joinTicket(ticket, second.personId);

    const [one, other] = await Promise.all([
      press(ticket, team, { actor: first, reason: "data_loss" }),
      press(ticket, team, { actor: second, reason: "security_incident", impact: "Keys are public" }),
    ]);

    expect(one.incidentId).toBe(other.incidentId);
    expect([one, other].filter(({ joined }) => joined)).toHaveLength(1);
    const joins = await prisma().incidentJoin.findMany({ where: { incidentId: one.incidentId } });
    expect(joins.map(({ reason }) => reason).toSorted()).toEqual(["data_loss", "security_incident"]);
    expect(await prisma().incident.count({ where: { ticketId: ticket.id } })).toBe(1);
    expect((await historyOf(one.incidentId)).toSorted()).toEqual(["declared", "joined", "paged"]);
  });

  it("joins what is running, says since when and who has acknowledged it, and only changes what the same person said", async () => {
    const { team, ticket, incidentId, minutes, start } = await anEmergency();
    await acknowledgeIncident(team.engineer, { incidentId }, { now: minutes(1) });

    const again = await press(ticket, team, { now: minutes(2), impact: "Now payments too" });

    expect(again).toMatchObject({
      incidentId,
      joined: true,
      status: "acknowledged",
      declaredAt: start.toISOString(),
      acknowledgedByName: "Guo Kai",
    });
    expect(await historyOf(incidentId)).not.toContain("joined");
    const joins = await prisma().incidentJoin.findMany({ where: { incidentId } });
    expect(joins).toMatchObject([{ impact: "Now payments too" }]);
  });

  it("begins anew, with its own chain, when the last one was mitigated", async () => {
    const { team, ticket, incidentId, minutes } = await anEmergency();
    await acknowledgeIncident(team.engineer, { incidentId }, { now: minutes(1) });
    await mitigateIncident(team.engineer, { incidentId }, { now: minutes(2) });

    const anew = await press(ticket, team, { now: minutes(3) });

    expect(anew).toMatchObject({ joined: false, status: "declared" });
    expect(anew.incidentId).not.toBe(incidentId);
    expect(await incidentOf(incidentId)).toMatchObject({ status: "closed" });
    expect(await calledBy(anew.incidentId, 0)).toEqual(["Guo Kai"]);
  });

  it("opens a resolved ticket again", async () => {
    const team = await aTeam();
    const ticket = await aTicket(team.customer);
    const data = { status: "resolved", resolvedAt: new Date() } as const;
    await prisma().ticket.update({ where: { id: ticket.id }, data });

    const { incidentId } = await press(ticket, team);

    expect(await eventsOf(ticket.id)).toContain("reopened");
    expect(await ticketOf(ticket.id)).toMatchObject({ status: "assigned", severity: "s1" });
    expect(await calledBy(incidentId, 0)).toEqual(["Guo Kai"]);
  });

  it("is refused in a ticket closed too long ago, and leaves no trace", async () => {
    const team = await aTeam();
    const ticket = await aTicket(team.customer);
    const longAgo = new Date(Date.now() - 15 * DAY);
    await prisma().ticket.update({
      where: { id: ticket.id },
      data: { status: "closed", resolvedAt: longAgo, closedAt: longAgo },
    });

    await expect(press(ticket, team)).rejects.toMatchObject({
      code: "CONFLICT",
      reason: "incidents.ticket_closed",
    });
    expect(await prisma().incident.count({ where: { ticketId: ticket.id } })).toBe(0);
  });

  it("is not there for strangers: of another customer, and of the same who is not in the ticket", async () => {
    const team = await aTeam();
    const ticket = await aTicket(team.customer);
    const stranger = await anEmployee(await aSupportedCustomer());
    const colleague = team.customer.employees[1];

    for (const actor of [stranger, colleague])
      await expect(press(ticket, team, { actor })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await prisma().incident.count({ where: { ticketId: ticket.id } })).toBe(0);
  });
});

describe("pressing Emergency in a service main group", () => {
  const input = (groupId: string, clientId = randomUUID()) =>
    declareIncidentInput.parse({ groupId, clientId, reason: "data_loss", impact: "A table is\nempty" });

  it("makes an S1 ticket first; pressed again after a time-out, the same one", async () => {
    const { customer } = await aTeam();
    const form = input(customer.mainGroupId);

    const declared = await declareIncident(customer.employees[0], form, { now: new Date() });
    const again = await declareIncident(customer.employees[0], form, { now: new Date() });

    expect(again).toMatchObject({ incidentId: declared.incidentId, joined: true });
    expect(await ticketOf(declared.ticketId)).toMatchObject({
      severity: "s1",
      productCode: "other",
      title: "紧急：数据丢失：A table is empty",
    });
    expect(await prisma().ticket.count({ where: { mainGroupId: customer.mainGroupId } })).toBe(1);
  });

  it("makes one ticket and one emergency when the same press arrives twice at once", async () => {
    const { customer } = await aTeam();
    const form = input(customer.mainGroupId);
    const send = () => declareIncident(customer.employees[0], form, { now: new Date() });

    const [one, other] = await Promise.all([send(), send()]);

    expect(one.incidentId).toBe(other.incidentId);
    expect(await prisma().ticket.count({ where: { mainGroupId: customer.mainGroupId } })).toBe(1);
  });

  it("is not there for a stranger", async () => {
    const { customer } = await aTeam();
    const stranger = await anEmployee(await aSupportedCustomer());

    await expect(
      declareIncident(stranger, input(customer.mainGroupId), { now: new Date() }),
    ).rejects.toMatchObject({ code: "NOT_FOUND", reason: "groups.no_such_group" });
  });
});

describe("the form", () => {
  const place = { ticketId: randomUUID() };
  const said = { reason: "data_loss", impact: "everything" };
  const refusal = (form: unknown) => declareIncidentInput.safeParse(form).error?.issues[0]?.message;

  it.each([
    [{ ...place, reason: "boredom", impact: "x" }, "incidents.reason_unknown"],
    [{ ...place, reason: "data_loss", impact: " \n " }, "incidents.impact_missing"],
    [{ ...place, reason: "data_loss", impact: "x".repeat(201) }, "incidents.impact_too_long"],
    [{ ...place, ...said, callbackNumber: "call me" }, "incidents.callback_malformed"],
    [{ ...place, ...said, callbackNumber: "1".repeat(61) }, "incidents.callback_too_long"],
    [{ ...said }, "incidents.no_place"],
    [{ ...said, groupId: randomUUID() }, "incidents.no_place"],
  ])("%j is refused: %s", (form, reason) => expect(refusal(form)).toBe(reason));

  it.each(["+86 21 6888 1234", "021-68881234 转 801", "(0571) 8502 2088 ext. 4", "13800000000", ""])(
    "takes the callback number %j",
    (callbackNumber) => expect(refusal({ ...place, ...said, callbackNumber })).toBeUndefined(),
  );
});
