import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import type { StaffActor } from "@/lib/actor/actor";
import { environment } from "@/lib/config/environment";
import { prisma } from "@/lib/db/prisma";
import { createStaff } from "@/lib/identity/commands/create-staff";
import { enableStaff } from "@/lib/identity/commands/enable-staff";
import { findActor } from "@/lib/identity/queries/find-actor";
import { listStaff } from "@/lib/identity/queries/list-staff";
import { migrateQueue } from "@/lib/jobs/migrate-queue";
import { requestStaffDeletion } from "@/lib/privacy/commands/request-staff-deletion";
import { runDataJob } from "@/lib/privacy/commands/run-data-job";
import { setLegalHold } from "@/lib/privacy/commands/set-legal-hold";
import { writtenOf } from "@/lib/testing/erasure-scene";
import {
  aBusyColleague,
  eraseColleague,
  namedByTheTeam,
  type StaffProfile,
} from "@/lib/testing/staff-erasure-scene";
import {
  aPrimaryAccount,
  everyFile,
  everyRow,
  exportOf,
  holding,
  jobOf,
  system,
} from "@/lib/testing/privacy-world";
import { anEngineer, isWithoutHoles } from "@/lib/testing/conversation-world";
import { enrolled } from "@/lib/testing/second-factor-world";
import { replaceAssignee } from "@/lib/tickets/commands/replace-assignee";
import { listAbandoned } from "@/lib/tickets/queries/list-tickets-due";

const now = new Date();
const at = { now };

beforeAll(() => migrateQueue(environment().DATABASE_URL));

const identifiersOf = (profile: StaffProfile): string[] => Object.values(profile);

const findingsOf = async (jobId: string): Promise<string[]> => {
  const rows = await prisma().dataFinding.findMany({ where: { jobId } });
  return rows.map(({ subjectType, subjectId }) => `${subjectType} ${subjectId}`).toSorted();
};

const accountOf = (personId: string) => prisma().staffAccount.findUniqueOrThrow({ where: { personId } });
const anOperator = (): Promise<StaffActor> => anEngineer("Operator", ["operator"]);

describe("the personal data of somebody of the service team who has done everything", () => {
  it("is in no table, no file and no export after its deletion; a search before finds it in each", async () => {
    const { own, profile, who } = await aBusyColleague();
    const principal = await aPrimaryAccount(own.accountId);
    await exportOf(principal);
    const words = identifiersOf(profile);
    const before = await everyRow();
    for (const word of words) expect([word, holding(before, [word]).length > 0]).toEqual([word, true]);
    expect(holding(await everyFile(), [profile.name]).length).toBeGreaterThan(0);

    const job = await eraseColleague(await anOperator(), who.personId);
    await exportOf(principal);

    expect(job).toMatchObject({ status: "done", failure: null, accountId: null });
    expect(holding(await everyRow(), words)).toEqual([]);
    expect(holding(await everyFile(), words)).toEqual([]);
    expect(await findingsOf(job.id)).toEqual([]);
    const row = await prisma().person.findUniqueOrThrow({ where: { id: who.personId } });
    expect(row).toMatchObject({ name: "", avatarUrl: null, timeZone: null });
    expect(row.erasedAt).not.toBeNull();
  }, 90_000);

  it("stays where others wrote it, by name or by address, and each such place is listed", async () => {
    const { own, profile, who } = await aBusyColleague();
    const places = [
      ...(await writtenOf(own, profile.name)),
      ...(await namedByTheTeam(profile.email)),
    ].toSorted();

    const job = await eraseColleague(await anOperator(), who.personId);

    expect(await findingsOf(job.id)).toEqual(places);
    const left = holding(await everyRow(), identifiersOf(profile));
    const listed = places.map((place) => place.split(" ")[1] ?? "");
    expect(left.filter((text) => !listed.some((id) => text.includes(id)))).toEqual([]);
    expect(left.filter((text) => /^(public\.audit_event|public\.data_|graphile)/.test(text))).toEqual([]);
  }, 90_000);
});

describe("with the deletion", () => {
  it("every way in ends at once, before any worker has begun", async () => {
    const { who, profile } = await aBusyColleague();
    const operator = await anOperator();

    await requestStaffDeletion(operator, { personId: who.personId, confirmation: profile.name }, at);

    expect(await findActor("staff", who.sessionId, now)).toBeNull();
    const account = await accountOf(who.personId);
    expect(account.passwordHash).toBeNull();
    expect(account.disabledAt).not.toBeNull();
    expect(await prisma().oidcIdentity.count({ where: { staffAccountId: account.id } })).toBe(0);
    expect(await prisma().secondFactor.count({ where: { staffAccountId: account.id } })).toBe(0);
    // Nobody brings back who is being deleted.
    await expect(enableStaff(operator, { email: profile.email }, at)).rejects.toMatchObject({
      reason: "identity.no_such_staff",
    });
    const listed = (await listStaff(operator, {})).find(({ personId }) => personId === who.personId);
    expect(listed?.deletion).toBe("running");
  });

  it("open tickets go to somebody else, groups lose the member, and somebody new can have the address", async () => {
    const { own, who, profile, ticket } = await aBusyColleague();
    const operator = await anOperator();

    await eraseColleague(operator, who.personId);
    expect(await listAbandoned(at, 1_000)).toContain(ticket.id);
    await replaceAssignee(system, { ticketId: ticket.id }, at);

    const after = await prisma().ticket.findUniqueOrThrow({ where: { id: ticket.id } });
    expect(after.assigneeId).not.toBe(who.personId);
    expect(await prisma().groupMember.count({ where: { personId: who.personId, leftAt: null } })).toBe(0);
    for (const groupId of [own.mainGroupId, ticket.groupId, ticket.internalGroupId])
      expect(await isWithoutHoles(groupId)).toBe(true);
    expect((await listStaff(operator, {})).map(({ personId }) => personId)).not.toContain(who.personId);
    const account = await accountOf(who.personId);
    expect(account.email).toBe(`${account.id}@deleted.invalid`);
    const again = await createStaff(
      system,
      { email: profile.email, name: "Somebody new", password: "a long enough one", roles: ["engineer"] },
      at,
    );
    expect(again.personId).not.toBe(who.personId);
  });

  it("what was theirs alone at the desk is gone, and the team's stays", async () => {
    const { who } = await aBusyColleague();
    const team = await prisma().macro.count({ where: { ownerId: null } });
    const { personId } = who;

    await eraseColleague(await anOperator(), personId);

    expect(await prisma().savedView.count({ where: { personId } })).toBe(0);
    expect(await prisma().macro.count({ where: { ownerId: personId } })).toBe(0);
    expect(await prisma().notificationSettings.count({ where: { personId } })).toBe(0);
    expect(await prisma().engineerSkill.count({ where: { personId } })).toBe(0);
    expect(await prisma().shift.count({ where: { personId, startsAt: { gt: now } } })).toBe(0);
    expect(await prisma().macro.count({ where: { ownerId: null } })).toBe(team);
  });

  it("a legal hold keeps the name waiting, and nothing else", async () => {
    const { profile, who, ticket } = await aBusyColleague();
    const { number } = ticket;
    const commandLine = { kind: "system", name: "command-line" } as const;
    await setLegalHold(commandLine, { ticket: number, held: true }, at);

    const job = await eraseColleague(await anOperator(), who.personId);

    expect(job).toMatchObject({ status: "waiting", failure: "legal_hold" });
    const left = holding(await everyRow(), identifiersOf(profile));
    expect(left.map((text) => text.split(":")[0])).toEqual(["public.person"]);

    await setLegalHold(commandLine, { ticket: number, held: false }, at);
    await runDataJob(system, { jobId: job.id }, at);

    expect(await jobOf(job.id)).toMatchObject({ status: "done", failure: null });
    expect(holding(await everyRow(), identifiersOf(profile))).toEqual([]);
  }, 90_000);
});

describe("is refused, and nothing changes,", () => {
  it.each([
    ["to who is no operator", "FORBIDDEN", "identity.may_not_administer"],
    ["of a customer's people", "NOT_FOUND", "privacy.no_such_colleague"],
    ["of oneself", "FORBIDDEN", "identity.own_account"],
    ["without the name", "INVALID_INPUT", "privacy.not_confirmed"],
    ["without the second factor", "FORBIDDEN", "identity.second_factor_needed"],
    ["of a TAM", "CONFLICT", "privacy.still_named"],
    ["of a deputy", "CONFLICT", "privacy.still_named"],
    ["of the last operator", "CONFLICT", "identity.last_operator"],
    ["a second time", "CONFLICT", "privacy.deletion_running"],
  ])("%s", async (what, code, reason) => {
    const { own, who, profile } = await aBusyColleague();
    const operator = await anOperator();
    let input = { personId: who.personId, confirmation: profile.name };
    let actor: Parameters<typeof requestStaffDeletion>[0] = operator;
    let when = at;
    if (what.startsWith("to who")) actor = own.tam;
    if (what.startsWith("of a customer"))
      input = { personId: own.employees[0].personId, confirmation: "Wang Xiaoyu" };
    if (what === "of oneself") input = { personId: operator.personId, confirmation: "Operator" };
    if (what === "without the name") input.confirmation = "Somebody else";
    if (what === "without the second factor") {
      await enrolled(operator, now);
      when = { now: new Date(now.getTime() + 3_600_000) };
    }
    const named = { "of a TAM": { tamId: who.personId }, "of a deputy": { deputyId: who.personId } }[what];
    if (named) await prisma().supportPlan.update({ where: { id: own.planId }, data: named });
    if (what === "of the last operator") {
      await prisma().staffAccount.updateMany({
        where: { roles: { has: "operator" }, personId: { not: operator.personId } },
        data: { disabledAt: now },
      });
      actor = { kind: "system", name: randomUUID() };
      input = { personId: operator.personId, confirmation: "Operator" };
    }
    if (what === "a second time") await requestStaffDeletion(operator, input, at);
    const state = async () => ({
      jobs: await prisma().dataJob.findMany({ where: { accountId: null }, orderBy: { id: "asc" } }),
      accounts: await prisma().staffAccount.findMany({ orderBy: { id: "asc" } }),
      acts: await prisma().auditEvent.count(),
    });
    const before = await state();

    await expect(requestStaffDeletion(actor, input, when)).rejects.toMatchObject({ code, reason });

    expect(await state()).toEqual(before);
  });
});
