import { text } from "node:stream/consumers";
import { beforeAll, describe, expect, it } from "vitest";
import type { StaffActor, StaffRole } from "@/lib/actor/actor";
import { environment } from "@/lib/config/environment";
import { prisma } from "@/lib/db/prisma";
import { acknowledgeIncident } from "@/lib/incidents/commands/acknowledge-incident";
import { migrateQueue } from "@/lib/jobs/migrate-queue";
import { exportReportInput, reportInput } from "@/lib/reports/contract";
import { exportReport } from "@/lib/reports/queries/export-report";
import { getReport } from "@/lib/reports/queries/get-report";
import { anEngineer } from "@/lib/testing/conversation-world";
import { aTeam, press } from "@/lib/testing/incident-world";
import { aTicket, say, ticketOf } from "@/lib/testing/ticket-world";
import { moveTicket } from "@/lib/tickets/commands/move-ticket";
import { rateTicket } from "@/lib/tickets/commands/rate-ticket";
import { remindTicket } from "@/lib/tickets/commands/remind-ticket";

// The team is on duty from yesterday until tomorrow: the story began twenty hours ago.
const MINUTE = 60_000;
const start = new Date(Date.now() - 20 * 60 * MINUTE);
const minute = (count: number): Date => new Date(start.getTime() + count * MINUTE);
const zone = "Asia/Shanghai";
const dayOf = (at: Date): string => at.toLocaleDateString("sv-SE", { timeZone: zone });
const later = minute(18 * 60);

type Team = Awaited<ReturnType<typeof aTeam>>;
let team: Team;
let manager: StaffActor;

const asked = (given: Record<string, unknown> = {}) =>
  reportInput.parse({
    from: dayOf(minute(-24 * 60)),
    to: dayOf(later),
    zone,
    accountId: team.customer.accountId,
    ...given,
  });
const reportFor = (actor: StaffActor, given: Record<string, unknown> = {}) =>
  getReport(actor, asked(given), { now: later });

async function resolve(ticketId: string, at: Date): Promise<void> {
  const { version } = await ticketOf(ticketId);
  await moveTicket(team.customer.engineer, { ticketId, version, status: "resolved" }, { now: at });
}

/**
 * Of S1, answered after 4 minutes of 10 allowed and resolved after an hour; of S1, answered after 25; of S2, never answered
 * in 30 allowed. The first had a reminder that was answered, the second an emergency acknowledged after 3 minutes.
 */
beforeAll(async () => {
  await migrateQueue(environment().DATABASE_URL);
  team = await aTeam();
  const { customer } = team;
  await prisma().supportPlan.update({ where: { id: customer.planId }, data: { validFrom: new Date(0) } });
  manager = await anEngineer("Sun Yi", ["manager"]);
  const quick = await aTicket(customer, { severity: "s1", now: start });
  await say(quick, customer.engineer, "We are looking into it.", minute(4));
  await remindTicket(customer.employees[0], { ticketId: quick.id }, { now: minute(40) });
  await say(quick, customer.engineer, "It is the connection pool.", minute(46));
  await resolve(quick.id, minute(60));
  await rateTicket(
    customer.employees[0],
    { ticketId: quick.id, resolution: 0, score: 4, comment: "" },
    { now: minute(70) },
  );
  const late = await aTicket(customer, { severity: "s1", now: start });
  const { incidentId } = await press(late, team, { now: minute(1) });
  await acknowledgeIncident(customer.engineer, { incidentId }, { now: minute(4) });
  await say(late, customer.engineer, "Sorry, here we are.", minute(25));
  await aTicket(customer, { severity: "s2", now: minute(5) });
});

describe("a report", () => {
  it("tells volume, promises, reminders, emergencies and satisfaction of what happened", async () => {
    const report = await reportFor(manager);
    expect(report).toMatchObject({ bucket: "day", created: 3, resolved: 1 });
    const { s1, s2, s3 } = report.bySeverity;
    expect(s1.firstResponse).toEqual({
      kept: 1,
      missed: 1,
      open: 0,
      medianSeconds: 4 * 60,
      slowSeconds: 25 * 60,
    });
    expect(s1.resolution).toMatchObject({ kept: 1, medianSeconds: 60 * 60 });
    expect(s2.firstResponse).toEqual({ kept: 0, missed: 1, open: 0, medianSeconds: null, slowSeconds: null });
    expect(s3).toMatchObject({ created: 0, firstResponse: { kept: 0, missed: 0, open: 0 } });
    expect(report.overall.firstResponse).toMatchObject({ kept: 1, missed: 2, open: 0 });
    expect(report.reminders).toEqual({ count: 1, presses: 1, answered: 1, medianSeconds: 6 * 60 });
    expect(report.emergencies).toEqual({
      declared: 1,
      cancelled: 0,
      medianSeconds: 3 * 60,
      slowSeconds: 3 * 60,
    });
    expect(report.satisfaction).toEqual({ scores: [0, 0, 0, 1, 0], average: 4 });
  });

  it("puts each ticket into its day in the reader's zone, and the days add up", async () => {
    const { volume, created, resolved } = await reportFor(manager);
    expect(volume.map((one) => one.start)).toContain(dayOf(start));
    const sum = volume.reduce(
      (total, { created: { s1, s2, s3, s4 }, resolved: done }) => ({
        created: total.created + s1 + s2 + s3 + s4,
        resolved: total.resolved + done,
      }),
      { created: 0, resolved: 0 },
    );
    expect(sum).toEqual({ created, resolved });
    expect(volume.find((one) => one.start === dayOf(start))?.created.s1).toBe(2);
  });

  it("of a long time is cut into weeks that begin on Monday", async () => {
    const { bucket, volume, created } = await reportFor(manager, { from: dayOf(minute(-100 * 24 * 60)) });
    expect({ bucket, created }).toEqual({ bucket: "week", created: 3 });
    for (const { start: monday } of volume) expect(new Date(`${monday}T00:00:00Z`).getUTCDay()).toBe(1);
  });

  it("of days before anything happened is all nought, and has every day", async () => {
    const report = await reportFor(manager, { from: "2020-02-28", to: "2020-03-01" });
    expect(report).toMatchObject({ created: 0, resolved: 0, satisfaction: { average: null } });
    expect(report.volume.map((one) => one.start)).toEqual(["2020-02-28", "2020-02-29", "2020-03-01"]);
  });
});

describe("who sees it", () => {
  const roles: [StaffRole, boolean][] = [
    ["manager", true],
    ["duty_lead", true],
    ["auditor", true],
    ["tam", false],
  ];

  it.each(roles)("%s: of every customer: %s", async (role, seesAll) => {
    const reader = await anEngineer("Reader", [role]);
    const report = await reportFor(reader);
    expect(report.created).toBe(seesAll ? 3 : 0);
    expect(report.customers.some(({ accountId }) => accountId === team.customer.accountId)).toBe(seesAll);
  });

  it("the TAM of the plan sees their customer and no other", async () => {
    const stranger = await aTeam();
    await prisma().supportPlan.updateMany({
      where: { accountId: stranger.customer.accountId },
      data: { validFrom: new Date(0) },
    });
    await aTicket(stranger.customer, { now: start });
    const { tam, accountId } = team.customer;
    expect((await reportFor(tam)).created).toBe(3);
    expect(await reportFor(tam, { accountId: null })).toMatchObject({
      created: 3,
      customers: [{ accountId }],
    });
    expect((await reportFor(tam, { accountId: stranger.customer.accountId })).created).toBe(0);
  });

  it.each(["engineer", "operator"] as const)("a mere %s is refused, file and all", async (role) => {
    const reader = await anEngineer("Reader", [role]);
    await expect(reportFor(reader)).rejects.toMatchObject({ reason: "reports.may_not_read" });
    const before = await prisma().auditEvent.count();
    const file = exportReport(reader, exportReportInput.parse({ ...asked(), locale: "en" }), { now: later });
    await expect(file).rejects.toMatchObject({ reason: "reports.may_not_read" });
    expect(await prisma().auditEvent.count()).toBe(before);
  });
});

describe("as a file", () => {
  it("has a line for each ticket, nothing that was written, and is on record", async () => {
    const input = exportReportInput.parse({ ...asked(), locale: "en" });
    const { bytes, name } = await exportReport(manager, input, { now: later });
    const lines = (await text(bytes)).trimEnd().split("\r\n");
    expect(name).toBe(`report-${input.from}-${input.to}.csv`);
    expect(lines).toHaveLength(4);
    expect(lines[1]).toMatch(/,S1 Business down,resolved,.*,4,kept,.*,60,kept,1,0,4$/);
    expect(lines.join()).not.toContain("time-outs");
    const taken = await prisma().auditEvent.findFirst({
      where: { action: "report.exported", actorId: manager.personId },
    });
    expect(taken).toMatchObject({ accountId: team.customer.accountId, details: { from: input.from } });
  });
});

describe("what is asked", () => {
  it.each([
    [{ from: "2026-02-02", to: "2026-02-01" }, "reports.range_backwards"],
    [{ from: "2025-01-01", to: "2026-06-01" }, "reports.range_too_long"],
    [{ from: "2026-02-30", to: "2026-03-01" }, "reports.date_malformed"],
    [{ from: "2026-02-01", to: "2026-02-02", zone: "Mars/Base" }, "reports.zone_unknown"],
    [{ from: "2026-02-01", to: "2026-02-02", accountId: "x" }, "reports.account_malformed"],
  ])("%j is refused: %s", (given, reason) => {
    const issues = reportInput.safeParse(given).error?.issues.map(({ message }) => message);
    expect(issues).toEqual([reason]);
  });

  it("a year is the most, leap day and all", () => {
    expect(reportInput.safeParse({ from: "2024-01-01", to: "2024-12-31" }).success).toBe(true);
    expect(reportInput.safeParse({ from: "2024-01-01", to: "2025-01-01" }).success).toBe(false);
  });
});
