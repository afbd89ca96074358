import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { environment } from "@/lib/config/environment";
import { prisma } from "@/lib/db/prisma";
import { acknowledgeIncident } from "@/lib/incidents/commands/acknowledge-incident";
import { closeIncident } from "@/lib/incidents/commands/close-incident";
import { downgradeIncident } from "@/lib/incidents/commands/downgrade-incident";
import { mitigateIncident } from "@/lib/incidents/commands/mitigate-incident";
import { reportSolved } from "@/lib/incidents/commands/report-solved";
import { undoIncident } from "@/lib/incidents/commands/undo-incident";
import { workOnIncident } from "@/lib/incidents/commands/work-on-incident";
import { migrateQueue } from "@/lib/jobs/migrate-queue";
import { anEmployee, anEngineer } from "@/lib/testing/conversation-world";
import {
  anEmergency,
  dismissTeam,
  historyOf,
  incidentOf,
  outcomesOfSteps,
  press,
  sweepIncidents,
} from "@/lib/testing/incident-world";
import { aSupportedCustomer, ticketOf } from "@/lib/testing/ticket-world";

beforeAll(() => migrateQueue(environment().DATABASE_URL));
beforeEach(dismissTeam);

const notNow = { code: "CONFLICT", reason: "incidents.not_now" };

const audited = (subjectId: string) =>
  prisma().auditEvent.findMany({
    where: { subjectId, subjectType: "incident" },
    select: { action: true, actorId: true, details: true },
  });

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

describe("undo", () => {
  it("within 60 s stops every later step, tells who was called, and gives the ticket its severity back", async () => {
    const { team, ticket, incidentId, start, minutes } = await anEmergency();
    const [declarer] = team.customer.employees;

    await undoIncident(declarer, { incidentId }, { now: new Date(start.getTime() + 59_999) });
    await sweepIncidents(minutes(60));

    expect(await incidentOf(incidentId)).toMatchObject({ status: "cancelled" });
    expect(await historyOf(incidentId)).toEqual(["declared", "paged", "undone"]);
    expect(await outcomesOfSteps(incidentId)).toEqual(["paged", "not_needed", "not_needed", "not_needed"]);
    const told = await prisma().page.findMany({
      where: { incidentId, event: "undone" },
      include: { person: true },
      orderBy: { via: "asc" },
    });
    expect(told.map(({ via, person }) => `${via} ${person?.name}`)).toEqual(["desk Guo Kai", "mail Guo Kai"]);
    expect(await ticketOf(ticket.id)).toMatchObject({ severity: "s3" });
  });

  it("is over after 60 s", async () => {
    const { team, incidentId, minutes } = await anEmergency();

    await expect(
      undoIncident(team.customer.employees[0], { incidentId }, { now: minutes(1) }),
    ).rejects.toMatchObject({ code: "CONFLICT", reason: "incidents.undo_over" });
    expect((await incidentOf(incidentId)).status).toBe("declared");
  });

  it("is only for who declared it, and not once a colleague has joined", async () => {
    const { team, ticket, incidentId, start } = await anEmergency();
    const [declarer, colleague] = team.customer.employees;
    await joinTicket(ticket, colleague.personId);
    const at = { now: new Date(start.getTime() + 10_000) };
    const over = { code: "CONFLICT", reason: "incidents.undo_over" };

    await expect(undoIncident(colleague, { incidentId }, at)).rejects.toMatchObject(over);
    await press(ticket, team, { actor: colleague, ...at });
    await expect(undoIncident(declarer, { incidentId }, at)).rejects.toMatchObject(over);
    expect((await incidentOf(incidentId)).status).toBe("declared");
  });

  it("lets a new emergency begin with its own chain", async () => {
    const { team, ticket, incidentId, start } = await anEmergency();
    await undoIncident(team.customer.employees[0], { incidentId }, { now: start });

    const again = await press(ticket, team);

    expect(again).toMatchObject({ joined: false });
    expect(await outcomesOfSteps(again.incidentId)).toEqual(["paged", null, null, null]);
  });
});

describe("the service side", () => {
  it("works, mitigates and closes; what is not its turn is refused", async () => {
    const { team, incidentId, minutes } = await anEmergency();
    const { engineer } = team;
    const at = (minute: number) => ({ now: minutes(minute) });
    await expect(workOnIncident(engineer, { incidentId }, at(1))).rejects.toMatchObject(notNow);
    await expect(mitigateIncident(engineer, { incidentId }, at(1))).rejects.toMatchObject(notNow);

    await acknowledgeIncident(engineer, { incidentId }, at(1));
    await workOnIncident(engineer, { incidentId }, at(2));
    await mitigateIncident(engineer, { incidentId }, at(3));
    const said = { incidentId, cause: "A full disk", summary: "" };
    await closeIncident(engineer, said, at(4));

    expect(await incidentOf(incidentId)).toMatchObject({ status: "closed", closedAt: minutes(4) });
    await expect(closeIncident(engineer, said, at(5))).rejects.toMatchObject(notNow);
    await expect(acknowledgeIncident(team.second, { incidentId }, at(5))).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(acknowledgeIncident(team.lead, { incidentId }, at(5))).rejects.toMatchObject({
      reason: "incidents.acknowledged_already",
    });
  });

  it("says the cause when it closes what was never mitigated", async () => {
    const { team, ticket, incidentId, minutes } = await anEmergency();
    const at = { now: minutes(1) };

    await expect(
      closeIncident(team.engineer, { incidentId, cause: "", summary: "" }, at),
    ).rejects.toMatchObject({ code: "INVALID_INPUT", reason: "incidents.cause_missing" });
    await closeIncident(team.engineer, { incidentId, cause: "A drill", summary: "" }, at);

    expect((await incidentOf(incidentId)).status).toBe("closed");
    expect(await audited(incidentId)).toEqual([
      {
        action: "incident.closed",
        actorId: team.engineer.personId,
        details: { ticketId: ticket.id, status: "closed", before: { status: "declared" } },
      },
    ]);
  });

  it("downgrades with a reason the customer reads, and the ticket goes on less severe", async () => {
    const { team, ticket, incidentId, minutes } = await anEmergency();
    const input = { incidentId, severity: "s2", reason: "Reading still works" } as const;

    await downgradeIncident(team.engineer, input, { now: minutes(2) });
    await sweepIncidents(minutes(60));

    expect(await incidentOf(incidentId)).toMatchObject({ status: "cancelled" });
    expect(await ticketOf(ticket.id)).toMatchObject({ severity: "s2" });
    const line = await prisma().message.findFirst({
      where: { groupId: ticket.groupId, notice: { path: ["kind"], equals: "incident.downgraded" } },
      include: { mentions: true },
    });
    expect(line?.notice).toMatchObject({ data: { reason: "Reading still works" } });
    expect(line?.mentions).toMatchObject([{ personId: team.customer.employees[0].personId }]);
    expect(await historyOf(incidentId)).toEqual(["declared", "paged", "downgraded"]);
    // What was said is not repeated there.
    expect(await audited(incidentId)).toEqual([
      {
        action: "incident.downgraded",
        actorId: team.engineer.personId,
        details: {
          ticketId: ticket.id,
          status: "cancelled",
          severity: "s2",
          before: { status: "declared", severity: "s1" },
        },
      },
    ]);
  });
});

describe("the customer", () => {
  it("says that it is solved; the emergency stays open until the service side agrees", async () => {
    const { team, ticket, incidentId, minutes } = await anEmergency();
    const [declarer] = team.customer.employees;
    await acknowledgeIncident(team.engineer, { incidentId }, { now: minutes(1) });
    for (const minute of [2, 3]) await reportSolved(declarer, { incidentId }, { now: minutes(minute) });

    expect((await incidentOf(incidentId)).status).toBe("acknowledged");
    expect(await historyOf(incidentId)).toEqual(["declared", "paged", "acknowledged", "reported_solved"]);
    const line = await prisma().message.findFirst({
      where: { groupId: ticket.groupId, notice: { path: ["kind"], equals: "incident.reported_solved" } },
      include: { mentions: true },
    });
    expect(line?.mentions).toMatchObject([{ personId: team.engineer.personId }]);
    await closeIncident(team.engineer, { incidentId, cause: "Solved", summary: "" }, { now: minutes(4) });
    await expect(reportSolved(declarer, { incidentId }, { now: minutes(5) })).rejects.toMatchObject(notNow);
  });
});

it("no stranger of either side reaches an emergency by any command", async () => {
  const { team, incidentId, minutes } = await anEmergency();
  const stranger = await anEmployee(await aSupportedCustomer());
  const engineer = await anEngineer("Stranger");
  const [, colleague] = team.customer.employees;
  const at = { now: minutes(0.5) };
  const before = await incidentOf(incidentId);
  const attempts = [
    ...[stranger, colleague].flatMap((who) => [
      undoIncident(who, { incidentId }, at),
      reportSolved(who, { incidentId }, at),
    ]),
    workOnIncident(engineer, { incidentId }, at),
    mitigateIncident(engineer, { incidentId }, at),
    closeIncident(engineer, { incidentId, cause: "x", summary: "" }, at),
    downgradeIncident(engineer, { incidentId, severity: "s4", reason: "x" }, at),
  ];

  for (const result of await Promise.allSettled(attempts))
    expect(result).toMatchObject({
      status: "rejected",
      reason: { code: "NOT_FOUND", reason: "incidents.no_such_incident" },
    });
  expect(await incidentOf(incidentId)).toEqual(before);
});
