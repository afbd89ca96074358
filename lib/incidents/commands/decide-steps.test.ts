import { Client } from "pg";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { environment } from "@/lib/config/environment";
import { newId } from "@/lib/db/new-id";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { addWebhook } from "@/lib/incidents/commands/add-webhook";
import { decideSteps } from "@/lib/incidents/commands/decide-steps";
import { setEscalationChain } from "@/lib/incidents/commands/set-escalation-chain";
import { migrateQueue } from "@/lib/jobs/migrate-queue";
import { asOwner } from "@/lib/testing/as-owner";
import { anEngineer, isWithoutHoles } from "@/lib/testing/conversation-world";
import { aShift, onLeave, withSkills } from "@/lib/testing/duty-world";
import {
  aTeam,
  anEmergency,
  calledBy,
  dismissTeam,
  historyOf,
  outcomesOfSteps,
  press,
  sweepIncidents,
  system,
  type Team,
} from "@/lib/testing/incident-world";
import { aTicket } from "@/lib/testing/ticket-world";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

beforeAll(() => migrateQueue(environment().DATABASE_URL));
beforeEach(dismissTeam);

/** Has the chain of a team's account be this one. */
async function setChain(team: Team, steps: Parameters<typeof setEscalationChain>[1]["steps"]): Promise<void> {
  const account = await prisma().account.findUniqueOrThrow({ where: { id: team.customer.accountId } });
  await setEscalationChain(system, { alias: account.alias, steps }, { now: new Date() });
}

/** So many engineers more, whom no session and no shift tells from others. */
async function aCrowdOfStaff(count: number, createdAt: Date): Promise<void> {
  const ids = Array.from({ length: count }, () => newId());
  await prisma().person.createMany({
    data: ids.map((id) => ({ id, side: "service" as const, name: "One of many", createdAt })),
  });
  await prisma().staffAccount.createMany({
    data: ids.map((personId) => ({
      id: newId(),
      personId,
      email: `${personId}@vendor.example`,
      passwordHash: "none",
      roles: ["engineer" as const],
      createdAt,
    })),
  });
}

const aHook = (name: string) => ({
  name: `${name}-${newId()}`,
  url: "https://hooks.example.com/x",
  format: "generic" as const,
  secret: "a-secret-of-the-receiver",
});

describe("nobody acknowledges", () => {
  it("so the chain climbs to all hands, and calls them again and again", async () => {
    const { incidentId, ticket, minutes } = await anEmergency();

    for (const minute of [1, 5, 6, 15, 25, 30, 35, 45]) await sweepIncidents(minutes(minute));

    expect(await calledBy(incidentId, 0)).toEqual(["Guo Kai"]);
    expect(await calledBy(incidentId, 1)).toEqual(["Lead", "Second"]);
    expect(await calledBy(incidentId, 2)).toEqual(["Deputy", "Manager", "Xu Wen"]);
    const everybody = ["Deputy", "Guo Kai", "Lead", "Manager", "Off duty", "Second", "Xu Wen"];
    for (const position of [3, 4, 5]) expect(await calledBy(incidentId, position)).toEqual(everybody);
    expect(await outcomesOfSteps(incidentId)).toEqual([...Array<string>(6).fill("paged"), null]);
    expect(await historyOf(incidentId)).toEqual([
      "declared",
      "paged",
      "paged",
      "paged",
      "all_hands",
      "all_hands",
      "all_hands",
    ]);
    const members = await prisma().groupMember.count({
      where: { groupId: { in: [ticket.groupId, ticket.internalGroupId] }, side: "service" },
    });
    expect(members).toBe(2 * everybody.length);
    const [next] = await prisma().escalationStep.findMany({ where: { incidentId, decidedAt: null } });
    expect(next?.dueAt).toEqual(minutes(55));
  });

  it("and a worker that comes late decides each missed step once", async () => {
    const { incidentId, minutes } = await anEmergency();

    await sweepIncidents(minutes(60));
    await sweepIncidents(minutes(60));

    expect(await outcomesOfSteps(incidentId)).toEqual(["paged", "paged", "paged", "paged", null]);
    expect(await historyOf(incidentId)).toHaveLength(5);
  });

  it("and everybody is on leave: all hands are called nevertheless", async () => {
    const { team, incidentId, minutes, start } = await anEmergency();
    const { customer: _customer, ...people } = team;
    for (const person of Object.values(people)) await onLeave(person, { from: start });

    await sweepIncidents(minutes(25));

    expect(await calledBy(incidentId, 3)).toHaveLength(7);
  });
});

describe("all hands of 300 people", () => {
  it("are called and join in as few statements as one person, and leave no hole in the logs", async () => {
    const { incidentId, ticket, minutes, start } = await anEmergency();
    await sweepIncidents(minutes(15));
    await aCrowdOfStaff(293, start);
    const query = vi.spyOn(Client.prototype, "query");

    await sweepIncidents(minutes(25));

    const statements = query.mock.calls.length;
    query.mockRestore();
    expect(statements).toBeLessThan(100);
    expect(await calledBy(incidentId, 3)).toHaveLength(300);
    for (const groupId of [ticket.groupId, ticket.internalGroupId]) {
      const members = { groupId, side: "service", leftAt: null } as const;
      expect(await prisma().groupMember.count({ where: members })).toBe(300);
      expect(await isWithoutHoles(groupId)).toBe(true);
    }
  });
});

describe("who is on call", () => {
  it("is asked at each step: who comes at exactly that moment is called, who goes is not", async () => {
    const team = await aTeam();
    const start = new Date();
    const [late, early] = [await anEngineer("Late"), await anEngineer("Early")];
    const due = new Date(start.getTime() + 5 * MINUTE);
    await prisma().shift.deleteMany({ where: { personId: team.second.personId } });
    await aShift(early, { startsAt: new Date(start.getTime() - HOUR), endsAt: due });
    await aShift(late, { startsAt: due, endsAt: new Date(due.getTime() + HOUR) });
    const ticket = await aTicket(team.customer, { now: start });
    const { incidentId } = await press(ticket, team, { now: start });

    await sweepIncidents(due);

    expect(await calledBy(incidentId, 0)).toEqual(["Guo Kai"]);
    expect(await calledBy(incidentId, 1)).toEqual(["Late", "Lead"]);
  });

  it("is both of overlapping shifts for the product", async () => {
    const team = await aTeam();
    const other = await withSkills(await anEngineer("Overlap"), [team.customer.productCode]);
    await aShift(other);
    const ticket = await aTicket(team.customer);

    const { incidentId } = await press(ticket, team);

    expect(await calledBy(incidentId, 0)).toEqual(["Guo Kai", "Overlap"]);
  });

  it("is nobody: the step says so and the next follows at once, to the end of the chain if need be", async () => {
    const team = await aTeam();
    const ticket = await aTicket(team.customer);
    const { engineer, second, lead, manager, tam, deputy } = team;
    await prisma().shift.deleteMany();
    for (const person of [engineer, second, lead, manager, tam, deputy])
      await onLeave(person, { from: new Date(0) });

    const { incidentId } = await press(ticket, team);

    expect(await outcomesOfSteps(incidentId)).toEqual(["nobody", "nobody", "nobody", "paged", null]);
    expect(await calledBy(incidentId, 3)).toEqual(["Off duty"]);
    expect(await historyOf(incidentId)).toEqual(["declared", "nobody", "nobody", "nobody", "all_hands"]);
  });

  it("is called a second time when there is nobody else", async () => {
    const { team, incidentId, minutes } = await anEmergency();
    await prisma().shift.deleteMany({ where: { personId: team.second.personId } });

    await sweepIncidents(minutes(5));

    expect(await calledBy(incidentId, 1)).toEqual(["Guo Kai", "Lead"]);
  });
});

describe("a step", () => {
  it("has a job for each call that is to be sent, due at once", async () => {
    const { incidentId, minutes, start } = await anEmergency();
    await addWebhook(system, aHook("first"), { now: start });
    await addWebhook(system, aHook("second"), { now: start });

    await sweepIncidents(minutes(5));

    const sent = await prisma().page.findMany({
      where: { incidentId, step: { position: 1 }, nextAttemptAt: { not: null } },
    });
    const keys = sent.map(({ id }) => `deliver-page:${id}`).toSorted();
    expect(keys).toHaveLength(2);
    const { rows } = await pool().query<{ key: string; run_at: Date; max_attempts: number }>(
      "SELECT key, run_at, max_attempts FROM graphile_worker.jobs WHERE key = ANY ($1) ORDER BY key",
      [keys],
    );
    expect(rows).toEqual(keys.map((key) => ({ key, run_at: minutes(5), max_attempts: 10 })));
  });

  it("is decided once by two workers that look at the same moment", async () => {
    const { incidentId, minutes } = await anEmergency();
    const at = { now: minutes(15) };

    await Promise.all(Array.from({ length: 4 }, () => decideSteps(system, { incidentId }, at)));

    expect(await outcomesOfSteps(incidentId)).toEqual(["paged", "paged", "paged", null]);
    expect(await historyOf(incidentId)).toEqual(["declared", "paged", "paged", "paged"]);
    const pages = await prisma().page.findMany({ where: { incidentId, via: "desk" } });
    expect(new Set(pages.map(({ personId }) => personId)).size).toBe(pages.length);
  });

  it("is decided with all it brings, or not at all", async () => {
    const { incidentId, minutes } = await anEmergency();
    await asOwner(`
      CREATE FUNCTION fail_page() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken'; END $$;
      CREATE TRIGGER fail_page BEFORE INSERT ON page FOR EACH ROW EXECUTE FUNCTION fail_page();`);
    await expect(decideSteps(system, { incidentId }, { now: minutes(5) })).rejects.toThrow("broken");
    await asOwner("DROP TRIGGER fail_page ON page; DROP FUNCTION fail_page();");
    expect(await outcomesOfSteps(incidentId)).toEqual(["paged", null, null, null]);
    expect(await historyOf(incidentId)).toEqual(["declared", "paged"]);

    await sweepIncidents(minutes(6));

    expect(await outcomesOfSteps(incidentId)).toEqual(["paged", "paged", null, null]);
    expect(await calledBy(incidentId, 1)).toEqual(["Lead", "Second"]);
  });
});

describe("a chain of one's own", () => {
  it("is kept by a running emergency when it is edited, and followed by the next", async () => {
    const team = await aTeam();
    const personId = team.offDuty.personId;
    await setChain(team, [
      { targets: ["assignee"], afterMinutes: 0 },
      { targets: [personId], afterMinutes: 2 },
    ]);
    const start = new Date();
    const at = (minutes: number): Date => new Date(start.getTime() + minutes * MINUTE);
    const ticket = await aTicket(team.customer, { now: start });
    const { incidentId } = await press(ticket, team, { now: start });
    await setChain(team, [{ targets: ["manager"], afterMinutes: 0 }]);

    await sweepIncidents(at(2));
    await sweepIncidents(at(12));
    const other = await aTicket(team.customer, { now: at(12) });
    const next = await press(other, team, { now: at(12) });

    expect(await calledBy(incidentId, 1)).toEqual(["Off duty"]);
    // Beyond its end there are always all hands.
    expect(await calledBy(incidentId, 2)).toHaveLength(7);
    expect(await calledBy(next.incidentId, 0)).toEqual(["Manager"]);
    const audited = await prisma().auditEvent.findMany({
      where: { accountId: team.customer.accountId, action: "escalation_chain.set" },
      orderBy: { id: "asc" },
      select: { details: true },
    });
    const first = { steps: 2, chain: `0: assignee; 2: ${personId}` };
    expect(audited.map(({ details }) => details)).toEqual([
      { ...first, before: { steps: null, chain: null } },
      { steps: 1, chain: "0: manager", before: first },
    ]);
  });

  it("that ends with nobody does not make all hands wait", async () => {
    const team = await aTeam();
    await setChain(team, [{ targets: [team.offDuty.personId], afterMinutes: 0 }]);
    await onLeave(team.offDuty, { from: new Date(0) });
    const ticket = await aTicket(team.customer);

    const { incidentId } = await press(ticket, team);

    expect(await outcomesOfSteps(incidentId)).toEqual(["nobody", "paged", null]);
    expect(await calledBy(incidentId, 1)).toHaveLength(6);
  });
});
