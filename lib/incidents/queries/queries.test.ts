import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { environment } from "@/lib/config/environment";
import { acknowledgeIncident } from "@/lib/incidents/commands/acknowledge-incident";
import { closeIncident } from "@/lib/incidents/commands/close-incident";
import { markPageSeen } from "@/lib/incidents/commands/mark-page-seen";
import { mitigateIncident } from "@/lib/incidents/commands/mitigate-incident";
import { undoIncident } from "@/lib/incidents/commands/undo-incident";
import { getIncidentReport } from "@/lib/incidents/queries/get-incident-report";
import { getTicketIncident } from "@/lib/incidents/queries/get-ticket-incident";
import { listMyIncidents } from "@/lib/incidents/queries/list-my-incidents";
import { migrateQueue } from "@/lib/jobs/migrate-queue";
import { anEmployee, anEngineer } from "@/lib/testing/conversation-world";
import { anEmergency, aTeam, dismissTeam, sweepIncidents } from "@/lib/testing/incident-world";
import { aSupportedCustomer, aTicket } from "@/lib/testing/ticket-world";

beforeAll(() => migrateQueue(environment().DATABASE_URL));
beforeEach(dismissTeam);

describe("the emergency of a ticket", () => {
  it("is shown to both sides with its step, what comes next, and what each may do", async () => {
    const { team, ticket, start, minutes } = await anEmergency({
      given: { callbackNumber: "021 6888 1234" },
    });
    const [declarer] = team.customer.employees;
    const ticketId = { ticketId: ticket.id };

    const own = await getTicketIncident(declarer, ticketId, { now: start });
    const staff = await getTicketIncident(team.engineer, ticketId, { now: start });

    expect(own).toMatchObject({
      status: "declared",
      declaredBy: { name: "Wang Xiaoyu" },
      callbackNumber: "021 6888 1234",
      step: { number: 1, people: 1, isAllHands: false },
      next: { number: 2, dueAt: minutes(5).toISOString(), isAllHands: false },
      undoUntil: minutes(1).toISOString(),
      abilities: { undo: true, reportSolved: true, acknowledge: false, close: false },
    });
    expect(staff).toMatchObject({
      callbackNumber: "021 6888 1234",
      undoUntil: null,
      abilities: { undo: false, reportSolved: false, acknowledge: true, work: false, close: true },
    });
  });

  it("has no next step while somebody has acknowledged it, and stays to be seen when it is over", async () => {
    const { team, ticket, incidentId, minutes } = await anEmergency();
    const read = (now: Date) => getTicketIncident(team.engineer, { ticketId: ticket.id }, { now });
    await acknowledgeIncident(team.engineer, { incidentId }, { now: minutes(1) });
    expect(await read(minutes(1))).toMatchObject({ acknowledgedBy: { name: "Guo Kai" }, next: null });

    await closeIncident(team.engineer, { incidentId, cause: "x", summary: "" }, { now: minutes(2) });

    expect(await read(minutes(3))).toMatchObject({ id: incidentId, status: "closed" });
  });

  it("is null where there never was one, and no stranger's", async () => {
    const team = await aTeam();
    const ticket = await aTicket(team.customer);
    const at = { now: new Date() };
    const strangers = [
      await anEmployee(await aSupportedCustomer()),
      team.customer.employees[1],
      await anEngineer("Stranger"),
    ];

    expect(await getTicketIncident(team.engineer, { ticketId: ticket.id }, at)).toBeNull();
    for (const stranger of strangers)
      await expect(getTicketIncident(stranger, { ticketId: ticket.id }, at)).rejects.toMatchObject({
        code: "NOT_FOUND",
      });
  });
});

describe("the emergencies of one of the service team", () => {
  it("are those of their tickets; whom it calls has calls to be shown, once", async () => {
    const { team, ticket, incidentId, start } = await anEmergency();
    const mine = (who: typeof team.engineer) => listMyIncidents(who, {}, { now: start });

    const [called] = await mine(team.engineer);
    expect(called).toMatchObject({ id: incidentId, calls: 1, ticketId: ticket.id });
    await markPageSeen(team.engineer, { pageIds: [...(called?.unseenPageIds ?? [])] }, { now: start });

    expect(await mine(team.engineer)).toMatchObject([{ calls: 1, unseenPageIds: [] }]);
    // The TAM is in the ticket's group, and was not called.
    expect(await mine(team.tam)).toMatchObject([{ calls: 0, unseenPageIds: [] }]);
    expect(await mine(team.offDuty)).toEqual([]);
  });

  it("tell for some minutes that one was taken back", async () => {
    const { team, incidentId, start, minutes } = await anEmergency();
    await undoIncident(team.customer.employees[0], { incidentId }, { now: start });

    expect(await listMyIncidents(team.engineer, {}, { now: minutes(9) })).toMatchObject([
      { id: incidentId, status: "cancelled" },
    ]);
    expect(await listMyIncidents(team.tam, {}, { now: minutes(9) })).toEqual([]);
    expect(await listMyIncidents(team.engineer, {}, { now: minutes(11) })).toEqual([]);
  });
});

describe("the report", () => {
  it("tells what happened, how long it took and who was called how; the customer's without the calls", async () => {
    const { team, incidentId, minutes } = await anEmergency({
      given: { callbackNumber: "021 6888 1234", impact: "<b>All</b> | [orders](x) fail" },
    });
    await sweepIncidents(minutes(5));
    await acknowledgeIncident(team.engineer, { incidentId }, { now: minutes(6) });
    await mitigateIncident(team.engineer, { incidentId }, { now: minutes(30) });
    const said = { incidentId, cause: "A full disk", summary: "It will not happen again" };
    await closeIncident(team.engineer, said, { now: minutes(90) });
    const input = { incidentId, locale: "en" } as const;

    const staff = await getIncidentReport(team.engineer, input, { now: minutes(100) });
    const own = await getIncidentReport(team.customer.employees[0], input, { now: minutes(100) });

    for (const { markdown } of [staff, own]) {
      expect(markdown).toContain("- Until acknowledged: 0:06:00\n");
      expect(markdown).toContain("- Until mitigated: 0:30:00\n");
      expect(markdown).toContain("- Until over: 1:30:00\n");
      expect(markdown).toContain("Guo Kai acknowledged the emergency");
      expect(markdown).toContain("## Root cause\n\nA full disk\n");
      expect(markdown).toContain("\\<b\\>All\\</b\\> \\| \\[orders\\]\\(x\\) fail");
      expect(markdown).not.toContain("<b>");
    }
    expect(staff.fileName).toMatch(/^emergency-\d+\.md$/);
    expect(staff.markdown).toMatch(
      /\| 2 \| called \| Lead \| mail \| not delivered: no mail server is configured \|/,
    );
    expect(staff.markdown).toContain("021 6888 1234");
    expect(own.markdown).not.toContain("## Calls");
    expect(own.markdown).not.toContain("Lead");
    expect(own.markdown).not.toContain("6888");
  });

  it("is no stranger's", async () => {
    const { incidentId, start } = await anEmergency();
    const input = { incidentId, locale: "en" } as const;

    for (const stranger of [await anEmployee(await aSupportedCustomer()), await anEngineer("Stranger")])
      await expect(getIncidentReport(stranger, input, { now: start })).rejects.toMatchObject({
        code: "NOT_FOUND",
        reason: "incidents.no_such_incident",
      });
  });
});
