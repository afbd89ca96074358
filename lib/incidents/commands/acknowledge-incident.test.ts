import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { EmployeeActor, StaffActor } from "@/lib/actor/actor";
import { environment } from "@/lib/config/environment";
import { newId } from "@/lib/db/new-id";
import { prisma } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { lockGroup } from "@/lib/events/record-event";
import { acknowledgeIncident } from "@/lib/incidents/commands/acknowledge-incident";
import { mitigateIncident } from "@/lib/incidents/commands/mitigate-incident";
import { workOnIncident } from "@/lib/incidents/commands/work-on-incident";
import { migrateQueue } from "@/lib/jobs/migrate-queue";
import { recordMessage } from "@/lib/messages/record-message";
import { anEngineer } from "@/lib/testing/conversation-world";
import {
  anEmergency,
  calledBy,
  dismissTeam,
  historyOf,
  incidentOf,
  outcomesOfSteps,
  sweepIncidents,
} from "@/lib/testing/incident-world";

beforeAll(() => migrateQueue(environment().DATABASE_URL));
beforeEach(dismissTeam);

/** Somebody writes in a group at `now`. */
async function write(groupId: string, sender: EmployeeActor | StaffActor, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    await lockGroup(tx, groupId);
    const senderId = sender.personId;
    await recordMessage(tx, {
      id: newId(),
      groupId,
      senderId,
      clientId: randomUUID(),
      body: "looking",
      now,
    });
  });
}

describe("acknowledging", () => {
  it("rests the chain, tells the others who were called, and records who had not been on call", async () => {
    const { team, incidentId, minutes } = await anEmergency();
    await sweepIncidents(minutes(5));

    await acknowledgeIncident(team.tam, { incidentId }, { now: minutes(6) });
    await sweepIncidents(minutes(10));

    expect(await incidentOf(incidentId)).toMatchObject({
      status: "acknowledged",
      acknowledgedById: team.tam.personId,
      lapsesAt: minutes(11),
    });
    expect(await outcomesOfSteps(incidentId)).toEqual(["paged", "paged", null, null]);
    const event = await prisma().incidentEvent.findFirst({ where: { incidentId, type: "acknowledged" } });
    expect(event?.data).toMatchObject({ wasCalled: 0 });
    const told = await prisma().page.findMany({
      where: { incidentId, event: "acknowledged" },
      include: { person: true },
    });
    expect(told.map(({ person }) => person?.name ?? "").toSorted()).toEqual(["Guo Kai", "Lead", "Second"]);
  });

  it("by two at once: the first wins, the second is told who it was", async () => {
    const { team, incidentId, minutes } = await anEmergency();
    await sweepIncidents(minutes(5));
    const at = { now: minutes(6) };

    const results = await Promise.allSettled(
      [team.engineer, team.second].map((who) => acknowledgeIncident(who, { incidentId }, at)),
    );

    const refused = results.filter((result) => result.status === "rejected");
    expect(refused).toHaveLength(1);
    const { acknowledgedById } = await incidentOf(incidentId);
    const winner = acknowledgedById === team.engineer.personId ? "Guo Kai" : "Second";
    expect(refused[0]?.reason).toMatchObject({
      code: "CONFLICT",
      reason: "incidents.acknowledged_already",
      details: { name: winner },
    });
    expect((await historyOf(incidentId)).filter((type) => type === "acknowledged")).toHaveLength(1);
  });

  it("again by the same person changes nothing", async () => {
    const { team, incidentId, minutes } = await anEmergency();
    for (const minute of [1, 2])
      await acknowledgeIncident(team.engineer, { incidentId }, { now: minutes(minute) });

    expect(await historyOf(incidentId)).toEqual(["declared", "paged", "acknowledged"]);
  });

  it("is not for strangers of the service side; who leads the queue may, and becomes a member", async () => {
    const { team, incidentId, ticket, minutes } = await anEmergency();
    const stranger = await anEngineer("Stranger");

    await expect(acknowledgeIncident(stranger, { incidentId }, { now: minutes(1) })).rejects.toMatchObject({
      code: "NOT_FOUND",
      reason: "incidents.no_such_incident",
    });
    await acknowledgeIncident(team.lead, { incidentId }, { now: minutes(1) });

    const { personId } = team.lead;
    const where = { groupId_personId: { groupId: ticket.internalGroupId, personId } };
    expect(await prisma().groupMember.findUnique({ where })).toMatchObject({ leftAt: null });
  });
});

describe("an acknowledgement", () => {
  it("lapses after 5 minutes of silence, and the chain goes on with its next step at once", async () => {
    const { team, incidentId, minutes } = await anEmergency();
    await acknowledgeIncident(team.engineer, { incidentId }, { now: minutes(1) });

    await sweepIncidents(minutes(5.9));
    expect((await incidentOf(incidentId)).status).toBe("acknowledged");
    await sweepIncidents(minutes(6));

    expect(await incidentOf(incidentId)).toMatchObject({ status: "declared", acknowledgedById: null });
    expect(await historyOf(incidentId)).toEqual(["declared", "paged", "acknowledged", "lapsed", "paged"]);
    expect(await calledBy(incidentId, 1)).toEqual(["Lead", "Second"]);
    // The others as far behind the next as they were: 10 minutes, and 10 more.
    const left = await prisma().escalationStep.findMany({
      where: { incidentId, decidedAt: null },
      orderBy: { position: "asc" },
    });
    expect(left.map(({ dueAt }) => dueAt)).toEqual([minutes(16), minutes(26)]);
  });

  it("earns 15, 30, then 45 minutes with each sign of life, in either group", async () => {
    const { team, ticket, incidentId, minutes } = await anEmergency();
    const lapsesAt = async () => (await incidentOf(incidentId)).lapsesAt;
    await acknowledgeIncident(team.engineer, { incidentId }, { now: minutes(0) });
    expect(await lapsesAt()).toEqual(minutes(5));

    await write(ticket.groupId, team.engineer, minutes(4));
    await sweepIncidents(minutes(5));
    expect(await lapsesAt()).toEqual(minutes(4 + 15));
    await write(ticket.internalGroupId, team.engineer, minutes(10));
    await sweepIncidents(minutes(19));
    expect(await lapsesAt()).toEqual(minutes(10 + 30));
    await write(ticket.groupId, team.tam, minutes(40));
    await sweepIncidents(minutes(40));
    expect(await lapsesAt()).toEqual(minutes(40 + 45));
    await write(ticket.groupId, team.engineer, minutes(84));
    await sweepIncidents(minutes(85));
    expect(await lapsesAt()).toEqual(minutes(84 + 45));

    await sweepIncidents(minutes(84 + 45));
    expect((await incidentOf(incidentId)).status).toBe("declared");
  });

  it("is not kept alive by the customer's words", async () => {
    const { team, ticket, incidentId, minutes } = await anEmergency();
    await acknowledgeIncident(team.engineer, { incidentId }, { now: minutes(0) });
    await write(ticket.groupId, team.customer.employees[0], minutes(3));

    await sweepIncidents(minutes(5));

    expect((await incidentOf(incidentId)).status).toBe("declared");
  });

  it("is kept alive by starting to work, and lapses no more once it is mitigated", async () => {
    const { team, incidentId, minutes } = await anEmergency();
    await acknowledgeIncident(team.engineer, { incidentId }, { now: minutes(0) });
    await workOnIncident(team.engineer, { incidentId }, { now: minutes(2) });
    expect(await incidentOf(incidentId)).toMatchObject({ status: "in_progress", lapsesAt: minutes(17) });

    await mitigateIncident(team.engineer, { incidentId }, { now: minutes(10) });
    await sweepIncidents(minutes(120));

    expect(await incidentOf(incidentId)).toMatchObject({ status: "mitigated", lapsesAt: null });
    expect(await outcomesOfSteps(incidentId)).toEqual(["paged", "not_needed", "not_needed", "not_needed"]);
  });

  it("that lapses after a mitigation that did not hold calls all hands", async () => {
    const { team, incidentId, minutes } = await anEmergency();
    await acknowledgeIncident(team.engineer, { incidentId }, { now: minutes(0) });
    await mitigateIncident(team.engineer, { incidentId }, { now: minutes(1) });
    await workOnIncident(team.engineer, { incidentId }, { now: minutes(2) });

    await sweepIncidents(minutes(17));

    expect(await historyOf(incidentId)).toEqual([
      "declared",
      "paged",
      "acknowledged",
      "mitigated",
      "in_progress",
      "lapsed",
      "all_hands",
    ]);
  });
});
