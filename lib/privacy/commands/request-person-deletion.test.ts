import { beforeAll, describe, expect, it } from "vitest";
import { environment } from "@/lib/config/environment";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { findActor } from "@/lib/identity/queries/find-actor";
import { migrateQueue } from "@/lib/jobs/migrate-queue";
import { sendMessage } from "@/lib/messages/commands/send-message";
import { requestAccountExport } from "@/lib/privacy/commands/request-account-export";
import { requestPersonDeletion } from "@/lib/privacy/commands/request-person-deletion";
import { runDataJob } from "@/lib/privacy/commands/run-data-job";
import { setLegalHold } from "@/lib/privacy/commands/set-legal-hold";
import { findingTypes } from "@/lib/privacy/contract";
import { endSignIn } from "@/lib/privacy/internal/end-access";
import { LeaseLost, RunningJob } from "@/lib/privacy/internal/running-job";
import { getData } from "@/lib/privacy/queries/get-data";
import { aBusyPerson, aProfile, type Profile, signedIn, writtenOf } from "@/lib/testing/erasure-scene";
import { aSupportedCustomer } from "@/lib/testing/ticket-world";
import { isWithoutHoles } from "@/lib/testing/conversation-world";
import { enrolled } from "@/lib/testing/second-factor-world";
import {
  aPrimaryAccount,
  erase,
  everyFile,
  everyRow,
  exportOf,
  holding,
  jobOf,
  system,
} from "@/lib/testing/privacy-world";

const now = new Date();
const at = { now };

beforeAll(() => migrateQueue(environment().DATABASE_URL));

const identifiersOf = (profile: Profile): string[] => Object.values(profile);
/** The name's own parts, without what anybody's name may hold. */
const mailOf = ({ name }: Profile): string => /\((.*)\)/.exec(name)?.[1] ?? "";

const findingsOf = async (jobId: string): Promise<string[]> => {
  const rows = await prisma().dataFinding.findMany({ where: { jobId } });
  return rows.map(({ subjectType, subjectId }) => `${subjectType} ${subjectId}`).toSorted();
};

describe("the personal data of somebody who has done everything", () => {
  it("is in no table, no file and no export after its deletion; a search before finds it in each", async () => {
    const { own, profile, who } = await aBusyPerson();
    const principal = await aPrimaryAccount(own.accountId);
    await exportOf(principal);
    const words = [...identifiersOf(profile), mailOf(profile), `om_${who.personId}`, `oc_${who.personId}`];
    // The control: each of them is found, and in an export already written.
    const before = await everyRow();
    for (const word of words) expect([word, holding(before, [word]).length > 0]).toEqual([word, true]);
    expect(holding(await everyFile(), words).length).toBeGreaterThan(3);

    const job = await erase(principal, who.personId);
    await exportOf(principal);

    expect(job).toMatchObject({ status: "done", failure: null });
    expect(holding(await everyRow(), words)).toEqual([]);
    expect(holding(await everyFile(), words)).toEqual([]);
    expect(await findingsOf(job.id)).toEqual([]);
    const row = await prisma().person.findUniqueOrThrow({ where: { id: who.personId } });
    expect(row).toMatchObject({ name: "", avatarUrl: null, timeZone: null, locale: "zh-CN" });
    expect(row.erasedAt).not.toBeNull();
  }, 90_000);

  it("stays where others wrote it, and each such place is listed", async () => {
    const { own, profile, who } = await aBusyPerson();
    const principal = await aPrimaryAccount(own.accountId);
    const places = await writtenOf(own, profile.name);

    const job = await erase(principal, who.personId);

    expect(await findingsOf(job.id)).toEqual(places);
    const left = holding(await everyRow(), identifiersOf(profile));
    // Every row that still names them is one of those listed; a ticket's and a rating's row are of the ticket.
    const listed = places.map((place) => place.split(" ")[1] ?? "");
    expect(left.length).toBeGreaterThanOrEqual(places.length - 1);
    expect(left.filter((text) => !listed.some((id) => text.includes(id)))).toEqual([]);
    // An audit row and a job are ids alone.
    expect(left.filter((text) => /^(public\.audit_event|public\.data_|graphile)/.test(text))).toEqual([]);
  });
});

describe("what was written", () => {
  it("stays, in logs without holes, and the ticket has another contact who knows it", async () => {
    const { own, who, ticket } = await aBusyPerson();
    const principal = await aPrimaryAccount(own.accountId);
    const texts = async () => {
      const { rows } = await pool().query<{ id: string; body: string; sender_id: string }>(
        `SELECT m.id, m.body, m.sender_id FROM message m JOIN "group" g ON g.id = m.group_id
           WHERE g.account_id = $1 AND m.notice IS NULL ORDER BY m.id`,
        [own.accountId],
      );
      return rows;
    };
    const before = await texts();

    await erase(principal, who.personId);

    expect(await texts()).toEqual(before);
    for (const groupId of [own.mainGroupId, ticket.groupId]) expect(await isWithoutHoles(groupId)).toBe(true);
    const after = await prisma().ticket.findUniqueOrThrow({ where: { id: ticket.id } });
    expect(after.requesterId).toBe(own.employees[0].personId);
    const contact = await prisma().groupMember.findUniqueOrThrow({
      where: { groupId_personId: { groupId: ticket.groupId, personId: after.requesterId } },
    });
    expect(contact).toMatchObject({ role: "owner", leftAt: null });
    const told = await prisma().message.findFirst({
      where: { groupId: ticket.groupId, notice: { path: ["kind"], equals: "ticket.contact_changed" } },
      include: { mentions: true },
    });
    expect(told?.mentions.map(({ personId }) => personId)).toContain(after.requesterId);
    const files = await prisma().attachment.findMany({ where: { uploaderId: who.personId } });
    expect(files.map(({ name }) => name)).toEqual(["log.txt"]);
    const open = { links: { inviterId: who.personId, revokedAt: null }, person: { personId: who.personId } };
    expect(await prisma().invitation.count({ where: open.links })).toBe(0);
    expect(await prisma().mainGroupRequest.count({ where: { ...open.person, answeredAt: null } })).toBe(0);
    expect(await prisma().joinRequest.count({ where: { ...open.person, decidedAt: null } })).toBe(0);
  });

  it("leaves no group ownerless: whoever is there longest becomes owner", async () => {
    const own = await aSupportedCustomer();
    const principal = await aPrimaryAccount(own.accountId);
    const [first, second] = own.employees;
    const third = await signedIn(own, aProfile());

    await erase(principal, first.personId);

    const owners = await prisma().groupMember.findMany({
      where: { groupId: own.mainGroupId, role: "owner", leftAt: null },
    });
    expect(owners.map(({ personId }) => personId)).toEqual([second.personId]);
    await erase(principal, second.personId);
    await erase(principal, third.personId);
    // Nobody is left: the next to come owns it.
    const next = await signedIn(own, aProfile());
    const row = await prisma().groupMember.findUniqueOrThrow({
      where: { groupId_personId: { groupId: own.mainGroupId, personId: next.personId } },
    });
    expect(row.role).toBe("owner");
  });
});

describe("whoever was deleted", () => {
  it("is cut off at once, and is somebody new when they sign in again", async () => {
    const { own, profile, who } = await aBusyPerson();
    const principal = await aPrimaryAccount(own.accountId);
    const channel = await prisma().channel.findUniqueOrThrow({ where: { id: own.channelId } });
    const door = { kind: "employee", appId: channel.appId } as const;
    expect(await findActor(door, who.sessionId, now)).not.toBeNull();

    await erase(principal, who.personId);

    expect(await findActor(door, who.sessionId, now)).toBeNull();
    const message = { groupId: own.mainGroupId, clientId: crypto.randomUUID(), body: "still here?" };
    await expect(sendMessage(who, message)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await prisma().groupMember.count({ where: { personId: who.personId, leftAt: null } })).toBe(0);
    const again = await signedIn(own, profile);
    expect(again.personId).not.toBe(who.personId);
    expect((await prisma().person.findUniqueOrThrow({ where: { id: who.personId } })).name).toBe("");
  });
});

describe("a deletion", () => {
  it("that broke off after any step ends the same when it is done again, and by two workers at once", async () => {
    const { own, profile, who } = await aBusyPerson();
    const principal = await aPrimaryAccount(own.accountId);
    const places = await writtenOf(own, profile.name);
    const input = { personId: who.personId, confirmation: profile.name };
    const { jobId } = await requestPersonDeletion(principal, input, at);
    // A worker that dies after the first step.
    await RunningJob.claim(jobId, now);
    await endSignIn({ personId: who.personId, actor: system, now });

    const later = { now: new Date(now.getTime() + 61_000) };
    await Promise.all([1, 2].map(() => runDataJob(system, { jobId }, later)));
    await runDataJob(system, { jobId }, { now: new Date(later.now.getTime() + 61_000) });

    expect(await jobOf(jobId)).toMatchObject({ status: "done", attempts: 2, done: 8 + findingTypes.length });
    expect(await findingsOf(jobId)).toEqual(places);
    expect(
      await prisma().auditEvent.count({ where: { action: "person.erased", subjectId: who.personId } }),
    ).toBe(1);
  });

  it("makes an export that is being written begin anew, without the person", async () => {
    const { own, profile, who } = await aBusyPerson();
    const principal = await aPrimaryAccount(own.accountId);
    const { jobId } = await requestAccountExport(principal, {}, at);
    const worker = await RunningJob.claim(jobId, now);

    await erase(principal, who.personId);

    await expect(worker?.finish({}, () => Promise.resolve())).rejects.toThrow(LeaseLost);
    await runDataJob(system, { jobId }, at);
    expect(await jobOf(jobId)).toMatchObject({ status: "done" });
    expect(holding(await everyFile(), identifiersOf(profile))).toEqual([]);
  });
});

describe("under a legal hold of a ticket of theirs", () => {
  it("access ends, what was said keeps its name, and the rest goes on when the hold is lifted", async () => {
    const { own, profile, who, ticket } = await aBusyPerson();
    const principal = await aPrimaryAccount(own.accountId);
    const { number } = await prisma().ticket.findUniqueOrThrow({ where: { id: ticket.id } });
    await setLegalHold({ kind: "system", name: "command-line" }, { ticket: number, held: true }, at);

    const job = await erase(principal, who.personId);

    expect(job).toMatchObject({ status: "waiting", failure: "legal_hold" });
    expect((await prisma().person.findUniqueOrThrow({ where: { id: who.personId } })).name).toBe(
      profile.name,
    );
    expect(await prisma().feishuIdentity.count({ where: { personId: who.personId } })).toBe(0);
    expect(await prisma().session.count({ where: { personId: who.personId, revokedAt: null } })).toBe(0);
    const { jobs } = await getData(principal, {}, at);
    expect(jobs[0]).toMatchObject({ reason: "legal_hold", person: { name: profile.name } });
    await runDataJob(system, { jobId: job.id }, at);
    expect(await jobOf(job.id)).toMatchObject({ status: "waiting" });

    await setLegalHold({ kind: "system", name: "command-line" }, { ticket: number, held: false }, at);
    await runDataJob(system, { jobId: job.id }, at);

    expect(await jobOf(job.id)).toMatchObject({ status: "done", failure: null });
    expect(holding(await everyRow(), identifiersOf(profile))).toEqual([]);
    const acts = await prisma().auditEvent.findMany({
      where: { subjectId: ticket.id, action: { contains: "legal_hold" } },
    });
    expect(acts.map(({ action }) => action).toSorted()).toEqual([
      "ticket.legal_hold_lifted",
      "ticket.legal_hold_set",
    ]);
  });
});

describe("is refused, and nothing changes,", () => {
  it.each([
    ["to another account's principal", "NOT_FOUND", "privacy.no_such_person"],
    ["without the name", "INVALID_INPUT", "privacy.not_confirmed"],
    ["a second time", "CONFLICT", "privacy.deletion_running"],
    ["of the service team's people", "NOT_FOUND", "privacy.no_such_person"],
    ["without the second factor", "FORBIDDEN", "identity.second_factor_needed"],
  ])("%s", async (what, code, reason) => {
    const own = await aSupportedCustomer();
    const principal = await aPrimaryAccount(own.accountId);
    const [{ personId }] = own.employees;
    const input = { personId, confirmation: "Wang Xiaoyu" };
    const ask = async () => {
      if (what.startsWith("to another")) {
        const stranger = await aPrimaryAccount((await aSupportedCustomer()).accountId);
        return requestPersonDeletion(stranger, input, at);
      }
      if (what === "without the name")
        return requestPersonDeletion(principal, { ...input, confirmation: "Wang" }, at);
      if (what.startsWith("of the service"))
        return requestPersonDeletion(principal, { personId: own.tam.personId, confirmation: "Xu Wen" }, at);
      if (what === "without the second factor") {
        await enrolled(principal, now);
        return requestPersonDeletion(principal, input, { now: new Date(now.getTime() + 3_600_000) });
      }
      await requestPersonDeletion(principal, input, at);
      return requestPersonDeletion(principal, input, at);
    };

    await expect(ask()).rejects.toMatchObject({ code, reason });

    expect(await prisma().dataJob.count({ where: { personId } })).toBe(what === "a second time" ? 1 : 0);
    expect((await prisma().person.findUniqueOrThrow({ where: { id: personId } })).erasedAt).toBeNull();
  });
});
