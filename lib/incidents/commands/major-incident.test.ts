import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { StaffActor } from "@/lib/actor/actor";
import { environment } from "@/lib/config/environment";
import { prisma } from "@/lib/db/prisma";
import { closeIncident } from "@/lib/incidents/commands/close-incident";
import { closeMajorIncident } from "@/lib/incidents/commands/close-major-incident";
import { groupIncidents } from "@/lib/incidents/commands/group-incidents";
import { openMajorIncident } from "@/lib/incidents/commands/open-major-incident";
import { postMajorUpdate } from "@/lib/incidents/commands/post-major-update";
import { reportSolved } from "@/lib/incidents/commands/report-solved";
import { openMajorIncidentInput, postMajorUpdateInput } from "@/lib/incidents/contract";
import { getTicketIncident } from "@/lib/incidents/queries/get-ticket-incident";
import { migrateQueue } from "@/lib/jobs/migrate-queue";
import {
  anEmergency,
  dismissTeam,
  historyOf,
  incidentOf,
  outcomesOfSteps,
} from "@/lib/testing/incident-world";
import { aMajorIncident, aStatus, auditOf, linesIn, twoEmergencies } from "@/lib/testing/major-world";

beforeAll(() => migrateQueue(environment().DATABASE_URL));
beforeEach(dismissTeam);

const told = ["incident.grouped", "incident.ungrouped", "incident.status_told", "incident.last_status_told"];
const ticketOfOne = (ticket: { id: string }) => ({ ticketId: ticket.id });
const close = (actor: StaffActor, incidentId: string, now: Date) =>
  closeIncident(actor, { incidentId, cause: "x", summary: "" }, { now });

describe("opening a major incident", () => {
  it("groups the emergencies of several customers, says so in each group, and leaves their chains running", async () => {
    const { one, other, lead, majorIncidentId } = await aMajorIncident();

    for (const { incidentId, ticket } of [one, other]) {
      expect(await incidentOf(incidentId)).toMatchObject({ majorIncidentId, status: "declared" });
      expect(await linesIn(ticket.groupId, told)).toEqual([{ kind: "incident.grouped", data: {} }]);
      expect(await outcomesOfSteps(incidentId)).toEqual(["paged", null, null, null]);
    }
    expect(await auditOf(majorIncidentId)).toEqual([
      { action: "major_incident.opened", actorId: lead.personId, accountId: null, details: { incidents: 2 } },
    ]);
  });

  it("refuses one that is over, and opens nothing then", async () => {
    const { one, other, lead, minutes } = await twoEmergencies();
    await close(lead, other.incidentId, minutes(1));
    const input = { title: "East", incidentIds: [one.incidentId, other.incidentId] };
    const before = await prisma().majorIncident.count();

    await expect(openMajorIncident(lead, input, { now: minutes(2) })).rejects.toMatchObject({
      code: "CONFLICT",
      reason: "incidents.not_open",
      details: { number: String(other.ticket.number) },
    });
    expect(await prisma().majorIncident.count()).toBe(before);
    expect(await incidentOf(one.incidentId)).toMatchObject({ majorIncidentId: null });
    expect(await linesIn(one.ticket.groupId, told)).toEqual([]);
  });

  it("refuses one that does not exist", async () => {
    const { lead, start } = await twoEmergencies();
    const input = { title: "East", incidentIds: [randomUUID()] };

    await expect(openMajorIncident(lead, input, { now: start })).rejects.toMatchObject({
      code: "NOT_FOUND",
      reason: "incidents.no_such_incident",
    });
  });

  it("lets one of two leads who group the same emergency at once win, and tells the other", async () => {
    const { one, other, lead, manager, start } = await twoEmergencies();
    const both = [one.incidentId, other.incidentId];
    const open = (actor: StaffActor, title: string, incidentIds: string[]) =>
      openMajorIncident(actor, { title, incidentIds }, { now: start });

    const results = await Promise.allSettled([
      open(lead, "East", both),
      open(manager, "West", both.toReversed()),
    ]);

    const [won] = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
    const lost = results.filter(({ status }) => status === "rejected");
    const { title } = await prisma().majorIncident.findUniqueOrThrow({
      where: { id: won?.majorIncidentId ?? "" },
    });
    expect(lost).toMatchObject([
      { reason: { code: "CONFLICT", reason: "incidents.grouped_already", details: { title } } },
    ]);
    for (const { incidentId, ticket } of [one, other]) {
      expect((await incidentOf(incidentId)).majorIncidentId).toBe(won?.majorIncidentId);
      expect(await linesIn(ticket.groupId, told)).toHaveLength(1);
    }
  });

  it.each([
    [{ title: "  ", incidentIds: [randomUUID()] }, "incidents.major_title_missing"],
    [{ title: "x".repeat(121), incidentIds: [randomUUID()] }, "incidents.major_title_too_long"],
    [{ title: "East", incidentIds: [] }, "incidents.nothing_chosen"],
  ])("takes a title of 1 to 120 characters and an emergency at least: %#", (raw, reason) =>
    expect(openMajorIncidentInput.safeParse(raw).error?.issues[0]?.message).toBe(reason),
  );
});

describe("grouping", () => {
  it("adds and takes out, tells each group of its own change alone, and changes nothing the second time", async () => {
    const { one, other, lead, start, minutes, majorIncidentId } = await aMajorIncident();
    const third = await anEmergency({ start });
    const input = { majorIncidentId, add: [third.incidentId], remove: [other.incidentId] };

    for (const minute of [1, 2]) await groupIncidents(lead, input, { now: minutes(minute) });

    const kindsIn = async ({ ticket }: typeof one) =>
      (await linesIn(ticket.groupId, told)).map(({ kind }) => kind);
    expect(await kindsIn(one)).toEqual(["incident.grouped"]);
    expect(await kindsIn(other)).toEqual(["incident.grouped", "incident.ungrouped"]);
    expect(await kindsIn(third)).toEqual(["incident.grouped"]);
    expect(await incidentOf(other.incidentId)).toMatchObject({ majorIncidentId: null });
    expect(await incidentOf(third.incidentId)).toMatchObject({ majorIncidentId });
    expect((await auditOf(majorIncidentId)).map(({ action }) => action)).toEqual([
      "major_incident.opened",
      "major_incident.grouped",
    ]);
  });

  it("refuses one of another major incident until that is closed, and any change of a closed one", async () => {
    const first = await aMajorIncident();
    const { lead, minutes } = first;
    const second = await aMajorIncident();
    const add = { majorIncidentId: second.majorIncidentId, add: [first.one.incidentId], remove: [] };
    await expect(groupIncidents(lead, add, { now: minutes(1) })).rejects.toMatchObject({
      code: "CONFLICT",
      reason: "incidents.grouped_already",
      details: { title: "Storage of region east" },
    });

    await closeMajorIncident(lead, aStatus(first.majorIncidentId), { now: minutes(2) });
    await groupIncidents(lead, add, { now: minutes(3) });

    expect(await incidentOf(first.one.incidentId)).toMatchObject({ majorIncidentId: second.majorIncidentId });
    const back = { majorIncidentId: first.majorIncidentId, add: [], remove: [first.other.incidentId] };
    await expect(groupIncidents(lead, back, { now: minutes(4) })).rejects.toMatchObject({
      code: "CONFLICT",
      reason: "incidents.major_closed",
    });
  });

  it("refuses to take out one that is over: that it was part of it stays", async () => {
    const { one, lead, minutes, majorIncidentId } = await aMajorIncident();
    await close(lead, one.incidentId, minutes(1));

    await expect(
      groupIncidents(lead, { majorIncidentId, add: [], remove: [one.incidentId] }, { now: minutes(2) }),
    ).rejects.toMatchObject({ code: "CONFLICT", reason: "incidents.not_open" });
    expect(await incidentOf(one.incidentId)).toMatchObject({ majorIncidentId });
  });
});

describe("a status text", () => {
  it("is one line in the group of each emergency that is open, and says nothing of other customers", async () => {
    const { one, other, lead, minutes, majorIncidentId } = await aMajorIncident();
    const stranger = await anEmergency();
    const third = await anEmergency();
    await groupIncidents(lead, { majorIncidentId, add: [third.incidentId], remove: [] }, { now: minutes(1) });
    await close(lead, third.incidentId, minutes(1));

    const sent = await postMajorUpdate(lead, aStatus(majorIncidentId), { now: minutes(2) });

    expect(sent).toMatchObject({ groups: 2, replayed: false });
    const data = { text: "We are restoring the storage" };
    for (const { ticket, team } of [one, other]) {
      const lines = await linesIn(ticket.groupId, ["incident.status_told"]);
      expect(lines).toEqual([{ kind: "incident.status_told", data }]);
      const line = await prisma().message.findFirstOrThrow({
        where: { groupId: ticket.groupId, notice: { path: ["kind"], equals: "incident.status_told" } },
        include: { mentions: true },
      });
      expect(line).toMatchObject({ senderId: null, body: "" });
      expect(line.mentions).toMatchObject([{ personId: team.customer.employees[0].personId }]);
    }
    for (const { ticket } of [third, stranger])
      expect(await linesIn(ticket.groupId, ["incident.status_told"])).toEqual([]);
  });

  it("sent again, also at the same moment, tells nobody twice and answers the first telling", async () => {
    const { one, other, lead, minutes, majorIncidentId } = await aMajorIncident();
    const status = aStatus(majorIncidentId);
    const send = () => postMajorUpdate(lead, status, { now: minutes(1) });

    const sent = [...(await Promise.all([send(), send(), send()])), await send()];

    expect(sent.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(new Set(sent.map(({ groups }) => groups))).toEqual(new Set([2]));
    for (const { ticket } of [one, other])
      expect(await linesIn(ticket.groupId, ["incident.status_told"])).toHaveLength(1);
    expect(await prisma().majorIncidentUpdate.count({ where: { majorIncidentId } })).toBe(1);
    expect(await auditOf(majorIncidentId)).toHaveLength(2);
  });

  it("whose id another major incident's has is refused and tells nobody", async () => {
    const first = await aMajorIncident();
    const second = await aMajorIncident();
    const status = aStatus(first.majorIncidentId);
    await postMajorUpdate(first.lead, status, { now: first.minutes(1) });

    await expect(
      postMajorUpdate(
        first.lead,
        { ...status, majorIncidentId: second.majorIncidentId },
        { now: first.minutes(2) },
      ),
    ).rejects.toMatchObject({ code: "CONFLICT", reason: "incidents.update_id_taken" });
    expect(await linesIn(second.one.ticket.groupId, ["incident.status_told"])).toEqual([]);
  });

  it("that would reach nobody is refused and is not kept", async () => {
    const { one, other, lead, minutes, majorIncidentId } = await aMajorIncident();
    for (const { incidentId } of [one, other]) await close(lead, incidentId, minutes(1));

    await expect(postMajorUpdate(lead, aStatus(majorIncidentId), { now: minutes(2) })).rejects.toMatchObject({
      code: "CONFLICT",
      reason: "incidents.nobody_to_tell",
    });
    expect(await prisma().majorIncidentUpdate.count({ where: { majorIncidentId } })).toBe(0);
  });

  it("races with the end of an emergency and with another text without a line too many or a dead lock", async () => {
    const { one, other, lead, manager, minutes, majorIncidentId } = await aMajorIncident();
    const at = { now: minutes(1) };

    const results = await Promise.allSettled([
      postMajorUpdate(lead, aStatus(majorIncidentId, "One"), at),
      close(other.team.engineer, other.incidentId, minutes(1)),
      postMajorUpdate(manager, aStatus(majorIncidentId, "Two"), at),
      groupIncidents(manager, { majorIncidentId, add: [], remove: [one.incidentId] }, at),
    ]);

    expect(results.slice(1, 2)).toMatchObject([{ status: "fulfilled" }]);
    const closedAt = (await historyOf(other.incidentId)).indexOf("closed");
    expect((await historyOf(other.incidentId)).slice(closedAt + 1)).toEqual([]);
    const history = await historyOf(one.incidentId);
    expect(history.slice(history.indexOf("ungrouped") + 1)).toEqual([]);
  });

  it("leaves a report as solved to be answered", async () => {
    const { one, lead, minutes, majorIncidentId } = await aMajorIncident();
    const [declarer] = one.team.customer.employees;
    await reportSolved(declarer, { incidentId: one.incidentId }, { now: minutes(1) });
    await postMajorUpdate(lead, aStatus(majorIncidentId), { now: minutes(2) });

    expect(
      await getTicketIncident(one.team.engineer, ticketOfOne(one.ticket), { now: minutes(3) }),
    ).toMatchObject({ reportedSolvedBy: { personId: declarer.personId } });
  });

  it.each([
    [" ", "incidents.status_missing"],
    ["x".repeat(2_001), "incidents.status_too_long"],
    ["a\0b", "incidents.not_text"],
  ])("has 1 to 2,000 characters: %#", (text, reason) =>
    expect(postMajorUpdateInput.safeParse(aStatus(randomUUID(), text)).error?.issues[0]?.message).toBe(
      reason,
    ),
  );
});

describe("closing a major incident", () => {
  it("tells the last text, leaves the emergencies open, and answers a second try", async () => {
    const { one, other, lead, minutes, majorIncidentId } = await aMajorIncident();
    const last = aStatus(majorIncidentId, "The storage is back");

    const closed = await closeMajorIncident(lead, last, { now: minutes(5) });
    const again = await closeMajorIncident(lead, last, { now: minutes(6) });

    expect(closed).toMatchObject({ groups: 2, replayed: false });
    expect(again).toEqual({ ...closed, replayed: true });
    for (const { incidentId, ticket } of [one, other]) {
      expect(await incidentOf(incidentId)).toMatchObject({ status: "declared", closedAt: null });
      expect(await linesIn(ticket.groupId, ["incident.last_status_told"])).toEqual([
        { kind: "incident.last_status_told", data: { text: "The storage is back" } },
      ]);
    }
    expect(await prisma().majorIncident.findUniqueOrThrow({ where: { id: majorIncidentId } })).toMatchObject({
      closedAt: minutes(5),
      closedById: lead.personId,
    });
    expect((await auditOf(majorIncidentId)).map(({ action }) => action)).toEqual([
      "major_incident.opened",
      "major_incident.closed",
    ]);
    for (const late of [closeMajorIncident, postMajorUpdate])
      await expect(late(lead, aStatus(majorIncidentId), { now: minutes(7) })).rejects.toMatchObject({
        code: "CONFLICT",
        reason: "incidents.major_closed",
      });
  });
});
