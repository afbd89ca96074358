import { beforeAll, describe, expect, it } from "vitest";
import type { ConsoleActor } from "@/lib/actor/actor";
import { environment } from "@/lib/config/environment";
import { prisma } from "@/lib/db/prisma";
import { migrateQueue } from "@/lib/jobs/migrate-queue";
import { sendMessage } from "@/lib/messages/commands/send-message";
import { lastNight, planRetention } from "@/lib/privacy/commands/plan-retention";
import { runDataJob } from "@/lib/privacy/commands/run-data-job";
import { setLegalHold } from "@/lib/privacy/commands/set-legal-hold";
import { setRetention } from "@/lib/privacy/commands/set-retention";
import { setRetentionInput } from "@/lib/privacy/contract";
import { aDraft, storedKeys } from "@/lib/testing/attachment-world";
import { anEngineer, isWithoutHoles } from "@/lib/testing/conversation-world";
import { enrolled } from "@/lib/testing/second-factor-world";
import { aPrimaryAccount, everyRow, holding, jobOf, system } from "@/lib/testing/privacy-world";
import { aSupportedCustomer, aTicket, type SupportedCustomer, say } from "@/lib/testing/ticket-world";

const now = new Date();
const at = { now };
const monthsAgo = (months: number): Date => {
  const then = new Date(now);
  then.setUTCMonth(then.getUTCMonth() - months);
  return then;
};

beforeAll(() => migrateQueue(environment().DATABASE_URL));

const MARK = "words that must go";

/** A ticket closed so long ago, in which both sides wrote, with a file, a reaction, a revision and a rating. */
async function closedTicket(own: SupportedCustomer, months: number) {
  const [employee] = own.employees;
  const ticket = await aTicket(own, { description: MARK });
  const file = await aDraft(employee, ticket.groupId, { name: `${MARK}.txt`, content: MARK });
  const clientId = crypto.randomUUID();
  const { groupId } = ticket;
  const sent = await sendMessage(employee, { groupId, clientId, body: MARK, attachmentIds: [file.id] });
  await say({ id: ticket.id, groupId: ticket.internalGroupId }, own.engineer, MARK, now);
  await prisma().messageRevision.create({
    data: { messageId: sent.id, version: 1, body: MARK, writtenAt: now },
  });
  await prisma().reaction.create({
    data: { messageId: sent.id, personId: employee.personId, emoji: "👍", createdAt: now },
  });
  await prisma().satisfactionRating.create({
    data: {
      ticketId: ticket.id,
      accountId: employee.accountId,
      resolution: 0,
      personId: employee.personId,
      score: 4,
      comment: MARK,
      createdAt: now,
    },
  });
  const closedAt = monthsAgo(months);
  await prisma().ticket.update({
    where: { id: ticket.id },
    data: { status: "closed", resolvedAt: closedAt, closedAt },
  });
  const { storageKey } = await prisma().attachment.findUniqueOrThrow({ where: { id: file.id } });
  return { ...ticket, messageId: sent.id, storageKey };
}

/** Of this account, what a night deletes. */
async function night(accountId: string) {
  const { id } = await prisma().dataJob.create({
    data: {
      id: crypto.randomUUID(),
      kind: "retention",
      accountId,
      status: "waiting",
      requestedByKind: "system:privacy",
      createdAt: now,
    },
  });
  await runDataJob(system, { jobId: id }, at);
  return jobOf(id);
}

async function keeping(months: number | null): Promise<[SupportedCustomer, ConsoleActor]> {
  const own = await aSupportedCustomer();
  const principal = await aPrimaryAccount(own.accountId);
  await setRetention(principal, { months }, at);
  return [own, principal];
}

describe("what is older than the account keeps", () => {
  it("goes with its files, revisions and reactions, and leaves a log without holes and a ticket with its number", async () => {
    const [own] = await keeping(12);
    const old = await closedTicket(own, 13);
    const before = await prisma().ticket.findUniqueOrThrow({ where: { id: old.id } });
    const rows = await prisma().message.count({ where: { groupId: old.groupId } });

    const job = await night(own.accountId);

    expect(job).toMatchObject({ status: "done", done: 1, total: 1 });
    const left = holding(await everyRow(), [MARK]).filter(
      (row) => row.includes(old.id) || row.includes(old.groupId) || row.includes(own.accountId),
    );
    expect(left).toEqual([]);
    expect(await storedKeys()).not.toContain(old.storageKey);
    expect(await prisma().message.count({ where: { groupId: old.groupId } })).toBe(rows);
    for (const groupId of [old.groupId, old.internalGroupId])
      expect(await isWithoutHoles(groupId)).toBe(true);
    const said = await prisma().message.findUniqueOrThrow({
      where: { id: old.messageId },
      include: { revisions: true, reactions: true, attachments: true },
    });
    expect(said).toMatchObject({
      body: "",
      recalledById: null,
      revisions: [],
      reactions: [],
      attachments: [],
    });
    expect(said.recalledAt).not.toBeNull();
    const { number, title, closedAt, createdAt, version } = before;
    const after = await prisma().ticket.findUniqueOrThrow({ where: { id: old.id } });
    expect(after).toMatchObject({ number, title, closedAt, createdAt, version, description: "" });
    // Another night finds nothing more.
    expect(await night(own.accountId)).toMatchObject({ status: "done", done: 0 });
  });

  it("goes from the service main groups, too", async () => {
    const [own] = await keeping(12);
    const groupId = own.mainGroupId;
    const [old, young] = await Promise.all(
      ["long ago", "lately"].map((body) =>
        sendMessage(own.employees[0], { groupId, clientId: crypto.randomUUID(), body }),
      ),
    );
    await prisma().message.update({ where: { id: old?.id ?? "" }, data: { createdAt: monthsAgo(13) } });

    await night(own.accountId);

    const bodies = await prisma().message.findMany({
      where: { id: { in: [old?.id ?? "", young?.id ?? ""] } },
    });
    expect(bodies.map(({ body }) => body).toSorted()).toEqual(["", "lately"]);
  });

  it.each([
    ["under a legal hold", 13, 12],
    ["with an open emergency", 13, 12],
    ["that is younger", 11, 12],
    ["that is not closed", 13, 12],
    ["of an account that keeps everything", 200, null],
  ])("stays in a ticket %s", async (what, age, months) => {
    const [own] = await keeping(months);
    const ticket = await closedTicket(own, age);
    if (what === "under a legal hold") {
      const { number } = await prisma().ticket.findUniqueOrThrow({ where: { id: ticket.id } });
      await setLegalHold({ kind: "system", name: "command-line" }, { ticket: number, held: true }, at);
    }
    if (what === "that is not closed")
      await prisma().ticket.update({ where: { id: ticket.id }, data: { status: "resolved" } });
    if (what === "with an open emergency")
      await prisma().incident.create({
        data: {
          id: crypto.randomUUID(),
          ticketId: ticket.id,
          accountId: own.accountId,
          status: "mitigated",
          reason: "data_loss",
          impact: MARK,
          declaredAt: now,
          chain: {},
          version: 1,
        },
      });
    const ofTicket = async () =>
      (await everyRow()).filter((row) => row.includes(ticket.id) || row.includes(ticket.groupId));
    const before = await ofTicket();

    expect(await night(own.accountId)).toMatchObject({ status: "done", done: 0 });

    expect(await ofTicket()).toEqual(before);
    expect(await storedKeys()).toContain(ticket.storageKey);
  });
});

describe("the setting", () => {
  it("is six months at least, recorded with what it was, and nobody else's", async () => {
    const [own, principal] = await keeping(null);
    expect(setRetentionInput.safeParse({ months: 5 }).success).toBe(false);
    expect(setRetentionInput.parse({ months: 6 })).toEqual({ months: 6 });

    await setRetention(principal, { months: 24 }, at);
    await setRetention(principal, { months: 24 }, at);
    await setRetention(principal, { months: null }, at);

    const acts = await prisma().auditEvent.findMany({
      where: { action: "account.retention_set", subjectId: own.accountId },
      orderBy: { id: "asc" },
    });
    expect(acts.map(({ details }) => details)).toEqual([
      { months: 24, before: { months: null } },
      { months: null, before: { months: 24 } },
    ]);
    await enrolled(principal, now);
    const later = { now: new Date(now.getTime() + 3_600_000) };
    await expect(setRetention(principal, { months: 6 }, later)).rejects.toMatchObject({
      reason: "identity.second_factor_needed",
    });
    expect(
      (await prisma().account.findUniqueOrThrow({ where: { id: own.accountId } })).retentionMonths,
    ).toBeNull();
  });

  it("makes one job a night, however many workers look", async () => {
    const [own] = await keeping(6);
    const plan = (time: Date) =>
      Promise.all([1, 2, 3].map(() => planRetention(system, { limit: 500 }, { now: time })));
    const count = () => prisma().dataJob.count({ where: { accountId: own.accountId } });

    await plan(now);
    await plan(now);
    expect(await count()).toBe(1);
    // A job that is still open is not joined by the next night's.
    await plan(new Date(now.getTime() + 24 * 3_600_000));
    expect(await count()).toBe(1);
    await prisma().dataJob.updateMany({ data: { status: "done" } });
    await plan(new Date(now.getTime() + 24 * 3_600_000));
    expect(await count()).toBe(2);
  });

  it.each([
    ["2026-11-25T17:59:00Z", "2026-11-24T18:00:00.000Z"],
    ["2026-11-25T18:00:00Z", "2026-11-25T18:00:00.000Z"],
  ])("counts nights from two o'clock in Shanghai: at %s since %s", (time, since) => {
    expect(lastNight(new Date(time)).toISOString()).toBe(since);
  });
});

it("a legal hold is set by operators alone", async () => {
  const own = await aSupportedCustomer();
  const ticket = await aTicket(own);
  const { number } = await prisma().ticket.findUniqueOrThrow({ where: { id: ticket.id } });
  const hold = { ticket: number, held: true };

  for (const actor of [own.tam, await aPrimaryAccount(own.accountId), own.employees[0]])
    await expect(setLegalHold(actor, hold, at)).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect((await prisma().ticket.findUniqueOrThrow({ where: { id: ticket.id } })).legalHoldSince).toBeNull();
  await setLegalHold(await anEngineer("Op", ["operator"]), hold, at);
  expect((await prisma().ticket.findUniqueOrThrow({ where: { id: ticket.id } })).legalHoldSince).toEqual(now);
});
