import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { environment } from "@/lib/config/environment";
import { prisma } from "@/lib/db/prisma";
import { acknowledgeIncident } from "@/lib/incidents/commands/acknowledge-incident";
import { closeMajorIncident } from "@/lib/incidents/commands/close-major-incident";
import { openMajorIncident } from "@/lib/incidents/commands/open-major-incident";
import { postMajorUpdate } from "@/lib/incidents/commands/post-major-update";
import { getIncidentReport } from "@/lib/incidents/queries/get-incident-report";
import { getTicketIncident } from "@/lib/incidents/queries/get-ticket-incident";
import { listMajorIncidents } from "@/lib/incidents/queries/list-major-incidents";
import { migrateQueue } from "@/lib/jobs/migrate-queue";
import { anEngineer } from "@/lib/testing/conversation-world";
import { anEmergency, dismissTeam } from "@/lib/testing/incident-world";
import { aMajorIncident, aStatus, twoEmergencies } from "@/lib/testing/major-world";

beforeAll(() => migrateQueue(environment().DATABASE_URL));
beforeEach(async () => {
  await dismissTeam();
  // The page is over all customers: earlier tests' emergencies are over.
  await prisma().incident.updateMany({ data: { status: "closed", closedAt: new Date(), lapsesAt: null } });
  await prisma().majorIncident.updateMany({ data: { closedAt: new Date() } });
});

const list = (actor: Parameters<typeof listMajorIncidents>[0]) =>
  listMajorIncidents(actor, {}, { now: new Date() });

describe("the emergencies of all customers", () => {
  it("are shown to who leads, with what was told and by whom", async () => {
    const { one, other, lead, minutes, majorIncidentId } = await aMajorIncident();
    const third = await anEmergency();
    await acknowledgeIncident(one.team.engineer, { incidentId: one.incidentId }, { now: minutes(1) });
    await postMajorUpdate(lead, aStatus(majorIncidentId, "First"), { now: minutes(2) });
    await postMajorUpdate(lead, aStatus(majorIncidentId, "Second"), { now: minutes(3) });

    const { majors, ungrouped } = await list(lead);

    expect(majors).toMatchObject([
      {
        id: majorIncidentId,
        title: "Storage of region east",
        openedByName: "Lead",
        updates: [
          { text: "Second", toldAt: minutes(3).toISOString(), authorName: "Lead" },
          { text: "First" },
        ],
      },
    ]);
    expect(new Set(majors[0]?.incidents.map(({ id }) => id))).toEqual(
      new Set([one.incidentId, other.incidentId]),
    );
    expect(majors[0]?.incidents.find(({ id }) => id === one.incidentId)).toMatchObject({
      severity: "s1",
      ticketNumber: one.ticket.number,
      status: "acknowledged",
      acknowledgedByName: "Guo Kai",
      step: { number: 1, people: 1, isAllHands: false },
      isMember: false,
    });
    expect(ungrouped).toMatchObject([{ id: third.incidentId, acknowledgedByName: null }]);
  });

  it("are shown to a TAM for the tickets they are in, with all status texts", async () => {
    const { one, other, lead, minutes, majorIncidentId } = await aMajorIncident();
    const third = await anEmergency();
    await postMajorUpdate(lead, aStatus(majorIncidentId), { now: minutes(1) });

    const own = await list(one.team.tam);
    const foreign = await list(third.team.tam);

    expect(own.majors).toMatchObject([{ incidents: [{ id: one.incidentId, isMember: true }] }]);
    expect(own.ungrouped).toEqual([]);
    expect(foreign.majors).toMatchObject([{ id: majorIncidentId, incidents: [], updates: [{}] }]);
    expect(foreign.ungrouped).toMatchObject([{ id: third.incidentId }]);
    for (const secret of [other.incidentId, other.ticket.id, other.ticket.groupId])
      expect(JSON.stringify([own, foreign])).not.toContain(secret);
    expect([own.suggestion, foreign.suggestion]).toEqual([null, null]);
  });

  it.each(["engineer", "operator", "auditor"] as const)("are nothing for an %s", async (role) => {
    await expect(list(await anEngineer("Somebody", [role]))).rejects.toMatchObject({
      code: "FORBIDDEN",
      reason: "incidents.may_not_see_majors",
    });
  });

  it("run on by themselves when their major incident is closed", async () => {
    const { lead, minutes, majorIncidentId } = await aMajorIncident();
    await closeMajorIncident(lead, aStatus(majorIncidentId), { now: minutes(1) });

    expect(await list(lead)).toMatchObject({ majors: [], ungrouped: [{}, {}] });
  });
});

describe("the suggestion", () => {
  it("names those that two customers declared within 30 minutes, until they are grouped", async () => {
    const { one, other, lead, start, minutes } = await twoEmergencies();
    await anEmergency({ start: minutes(-31) });
    await anEmergency({ start: minutes(-90) });
    const late = await anEmergency({ start: minutes(30) });

    const { suggestion } = await list(lead);

    const incidentIds = [one.incidentId, other.incidentId, late.incidentId];
    expect({ ...suggestion, incidentIds: suggestion?.incidentIds.toSorted() }).toEqual({
      incidentIds: incidentIds.toSorted(),
      customers: 3,
    });
    await openMajorIncident(lead, { title: "East", incidentIds }, { now: start });
    expect((await list(lead)).suggestion).toBeNull();
  });
});

describe("what a customer sees of a wider disturbance", () => {
  it("is that there is one, and the last status text with its time", async () => {
    const { one, other, lead, minutes, majorIncidentId } = await aMajorIncident();
    const [employee] = one.team.customer.employees;
    const read = () => getTicketIncident(employee, { ticketId: one.ticket.id }, { now: minutes(4) });
    expect(await read()).toMatchObject({ disturbance: { isOver: false, status: null } });

    await postMajorUpdate(lead, aStatus(majorIncidentId, "First"), { now: minutes(1) });
    await postMajorUpdate(lead, aStatus(majorIncidentId, "Second"), { now: minutes(2) });
    const view = await read();

    expect(view).toMatchObject({
      disturbance: { isOver: false, status: { text: "Second", toldAt: minutes(2).toISOString() } },
    });
    for (const secret of [majorIncidentId, "Storage of region east", other.incidentId, lead.personId])
      expect(JSON.stringify(view)).not.toContain(secret);
    await closeMajorIncident(lead, aStatus(majorIncidentId, "Over"), { now: minutes(3) });
    expect(await read()).toMatchObject({ disturbance: { isOver: true, status: { text: "Over" } } });
  });

  it("stands in the report, in its place of the timeline", async () => {
    const { one, lead, minutes, majorIncidentId } = await aMajorIncident();
    await postMajorUpdate(lead, aStatus(majorIncidentId, "<b>Half</b>\n# back"), { now: minutes(1) });
    await closeMajorIncident(lead, aStatus(majorIncidentId, "All back"), { now: minutes(2) });
    const input = { incidentId: one.incidentId, locale: "en" } as const;

    for (const reader of [one.team.customer.employees[0], one.team.engineer]) {
      const { markdown } = await getIncidentReport(reader, input, { now: minutes(3) });
      expect(markdown).toContain("Status of the wider disturbance: \\<b\\>Half\\</b\\> \\# back");
      expect(markdown).toContain("Last status of the wider disturbance: All back");
      expect(markdown).not.toContain("Storage of region east");
    }
  });
});
