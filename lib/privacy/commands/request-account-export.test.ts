import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import type { ConsoleActor } from "@/lib/actor/actor";
import { environment } from "@/lib/config/environment";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { migrateQueue } from "@/lib/jobs/migrate-queue";
import { sendMessage } from "@/lib/messages/commands/send-message";
import { deleteExpiredExports } from "@/lib/privacy/commands/delete-expired-exports";
import { requestAccountExport } from "@/lib/privacy/commands/request-account-export";
import { runDataJob } from "@/lib/privacy/commands/run-data-job";
import { exportTables, notExported } from "@/lib/privacy/internal/export-tables";
import { LeaseLost, RunningJob } from "@/lib/privacy/internal/running-job";
import { downloadExport } from "@/lib/privacy/queries/download-export";
import { aDraft, storedKeys } from "@/lib/testing/attachment-world";
import { messagesOf } from "@/lib/testing/conversation-world";
import { enrolled } from "@/lib/testing/second-factor-world";
import { aPrimaryAccount, archiveOf, exportOf, jobOf, system } from "@/lib/testing/privacy-world";
import { aSupportedCustomer, aTicket, say, type SupportedCustomer } from "@/lib/testing/ticket-world";

const DAY = 24 * 60 * 60_000;
const now = new Date();
const at = { now };
let own: SupportedCustomer;
let principal: ConsoleActor;
const signal = new AbortController().signal;

beforeAll(async () => {
  await migrateQueue(environment().DATABASE_URL);
  own = await aSupportedCustomer();
  principal = await aPrimaryAccount(own.accountId);
});

type Listed = { path: string; bytes: number; sha256: string };
type Manifest = {
  tables: (Listed & { model: string; rows: number })[];
  files: (Listed & { attachmentId: string })[];
};

describe("what an export holds", () => {
  const schema = readFileSync(
    fileURLToPath(new URL("../../../prisma/schema.prisma", import.meta.url)),
    "utf8",
  );
  const models = [...schema.matchAll(/^model (\w+) \{([\s\S]*?)^\}/gm)].map(([, name = "", body = ""]) => ({
    name,
    table: /@@map\("(\w+)"\)/.exec(body)?.[1] ?? name,
    columns: [...body.matchAll(/^ {2}(\w+) +[A-Z]\w*[?]?(?:\[\])?(.*)$/gm)].map(
      ([, field = "", rest = ""]) => /@map\("(\w+)"\)/.exec(rest)?.[1] ?? field,
    ),
  }));

  it("is decided for every model of the schema, once", () => {
    const decided = [...exportTables.map(({ model }) => model), ...Object.keys(notExported)];
    expect(models.length).toBeGreaterThan(50);
    expect(decided.toSorted()).toEqual(models.map(({ name }) => name).toSorted());
  });

  it("is no secret and no way into the store: whatever is called so is left out of its table", () => {
    const secret = /secret|hash|cipher|token_|storage_key|password/;
    for (const { model, omit = [], file } of exportTables) {
      const columns = models.find(({ name }) => name === model)?.columns ?? [];
      expect(models.find(({ name }) => name === model)?.table).toBe(file);
      const shown = columns.filter((column) => secret.test(column) && !omit.includes(column));
      expect([model, shown]).toEqual([model, model === "Channel" ? ["secret_changed_at"] : []]);
      for (const column of omit) expect(columns).toContain(column);
    }
  });
});

it("holds every table and file of the account, each with its number and checksum, and nothing of others or of the service team's notes", async () => {
  const ticket = await aTicket(own);
  const [employee] = own.employees;
  const draft = await aDraft(employee, own.mainGroupId, { name: "../a:b.txt", content: "what was attached" });
  const unsent = await aDraft(employee, own.mainGroupId, { content: "never sent" });
  const clientId = "0190a1b2-0000-7000-8000-000000000001";
  await sendMessage(employee, {
    groupId: own.mainGroupId,
    clientId,
    body: "with a file",
    attachmentIds: [draft.id],
  });
  await say({ id: ticket.id, groupId: ticket.internalGroupId }, own.engineer, "between us alone", now);
  const other = await aSupportedCustomer();
  await aTicket(other, { title: "somebody else's trouble" });

  const job = await exportOf(principal, now);

  expect(job).toMatchObject({ status: "done", failure: null, done: exportTables.length + 1 });
  expect(job.expiresAt?.getTime()).toBeGreaterThanOrEqual(now.getTime() + 7 * DAY);
  const archive = await archiveOf(job);
  const manifest = JSON.parse(archive.text("manifest.json")) as Manifest;
  const listed = [...manifest.tables, ...manifest.files];
  expect([...archive.entries.keys()].toSorted()).toEqual(
    [...listed.map(({ path }) => path), "manifest.json"].toSorted(),
  );
  for (const { path, bytes, sha256 } of listed) {
    const content = archive.entries.get(path) ?? Buffer.alloc(0);
    expect(content.length).toBe(bytes);
    expect(createHash("sha256").update(content).digest("hex")).toBe(sha256);
  }
  for (const { path, rows } of manifest.tables)
    expect((JSON.parse(archive.text(path)) as unknown[]).length).toBe(rows);
  const rowsOf = Object.fromEntries(manifest.tables.map(({ model, rows }) => [model, rows]));
  const messages = [...(await messagesOf(own.mainGroupId)), ...(await messagesOf(ticket.groupId))];
  expect(rowsOf).toMatchObject({ Ticket: 1, Message: messages.length, Attachment: 1, Group: 2, Channel: 1 });
  expect(manifest.files).toHaveLength(1);
  expect(archive.text(manifest.files[0]?.path ?? "")).toBe("what was attached");
  const whole = [...archive.entries].map(([path, bytes]) => `${path}: ${bytes.toString("utf8")}`).join("\n");
  expect(whole).toContain("The order service answers with time-outs");
  expect(whole).toContain("Guo Kai");
  for (const hidden of [
    "between us alone",
    ticket.internalGroupId,
    "somebody else's trouble",
    "never sent",
    unsent.id,
    "a-hash-of-a-password",
    "@vendor.example",
    other.accountId,
  ])
    expect(whole).not.toContain(hidden);
});

it("reads a long conversation page by page and loses nothing", async () => {
  const customer = await aSupportedCustomer();
  const actor = await aPrimaryAccount(customer.accountId);
  await pool().query(
    `INSERT INTO message (id, group_id, sequence, sender_id, client_id, body, created_at)
     SELECT gen_random_uuid(), $1, 1000 + n, $2, gen_random_uuid(), 'line ' || n, now() FROM generate_series(1, 20000) AS n`,
    [customer.mainGroupId, customer.employees[0].personId],
  );
  const before = process.memoryUsage().rss;

  const job = await exportOf(actor);

  const lines = JSON.parse((await archiveOf(job)).text("message.json")) as {
    body: string;
    sequence: number;
  }[];
  const said = lines.filter(({ body }) => body.startsWith("line "));
  expect(said.map(({ body }) => body)).toEqual(Array.from({ length: 20_000 }, (_, n) => `line ${n + 1}`));
  expect(process.memoryUsage().rss - before).toBeLessThan(400 * 1_024 * 1_024);
});

describe("an export whose worker dies", () => {
  it("is written anew by the next worker, and what the first left is deleted", async () => {
    const { jobId } = await requestAccountExport(principal, {}, at);
    const first = await RunningJob.claim(jobId, now);
    const left = await aDraft(own.employees[0], own.mainGroupId);
    const { storageKey } = await prisma().attachment.findUniqueOrThrow({ where: { id: left.id } });
    await first?.set(prisma(), { storageKey });

    await runDataJob(system, { jobId }, at);
    expect(await jobOf(jobId)).toMatchObject({ status: "running", storageKey });
    await runDataJob(system, { jobId }, { now: new Date(now.getTime() + 61_000) });

    const job = await jobOf(jobId);
    expect(job).toMatchObject({ status: "done", attempts: 2 });
    expect(job.storageKey).not.toBe(storageKey);
    expect(await storedKeys()).not.toContain(storageKey);
    // Who was taken for dead changes nothing any more.
    await expect(first?.step()).rejects.toThrow(LeaseLost);
    await expect(first?.giveBack("late", null)).rejects.toThrow(LeaseLost);
    expect(await jobOf(jobId)).toEqual(job);
  });

  it("is written once by two workers who take it at the same time", async () => {
    const { jobId } = await requestAccountExport(principal, {}, at);
    const before = (await storedKeys()).length;

    await Promise.all([1, 2, 3].map(() => runDataJob(system, { jobId }, at)));

    expect(await jobOf(jobId)).toMatchObject({ status: "done", attempts: 1 });
    expect((await storedKeys()).length).toBe(before + 1);
    expect(
      await prisma().auditEvent.count({
        where: { action: "account.exported", details: { equals: { jobId } } },
      }),
    ).toBe(1);
  });

  it("goes on elsewhere when its worker is told to stop", async () => {
    const { jobId } = await requestAccountExport(principal, {}, at);
    const before = (await storedKeys()).length;

    await runDataJob(system, { jobId, signal: AbortSignal.abort() }, at);

    expect(await jobOf(jobId)).toMatchObject({ status: "waiting", leasedUntil: null, attempts: 0 });
    expect((await storedKeys()).length).toBe(before);
    await runDataJob(system, { jobId }, at);
    expect(await jobOf(jobId)).toMatchObject({ status: "done" });
  });
});

describe("of two at once", () => {
  it("the second is refused", async () => {
    const asked = await Promise.allSettled([1, 2].map(() => requestAccountExport(principal, {}, at)));

    expect(asked.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    await expect(requestAccountExport(principal, {}, at)).rejects.toMatchObject({
      reason: "privacy.export_running",
    });
    const open = await prisma().dataJob.findFirstOrThrow({ where: { status: "waiting" } });
    await runDataJob(system, { jobId: open.id }, at);
  });
});

describe("the file", () => {
  it("is its account's, for seven days; then it is deleted", async () => {
    const job = await exportOf(principal, now);
    const stranger = await aPrimaryAccount((await aSupportedCustomer()).accountId);
    const input = { jobId: job.id };

    const file = await downloadExport(principal, input, at);
    expect(file).toMatchObject({ mediaType: "application/zip", size: Number(job.size) });
    await file.bytes.cancel();
    await expect(downloadExport(stranger, input, at)).rejects.toMatchObject({
      code: "NOT_FOUND",
      reason: "privacy.no_such_job",
    });
    const later = { now: new Date(now.getTime() + 8 * DAY) };
    await expect(downloadExport(principal, input, later)).rejects.toMatchObject({
      reason: "privacy.export_gone",
    });

    await deleteExpiredExports(system, { limit: 50, signal }, at);
    expect(await storedKeys()).toContain(job.storageKey);
    await deleteExpiredExports(system, { limit: 50, signal }, later);
    expect(await storedKeys()).not.toContain(job.storageKey);
    expect(await jobOf(job.id)).toMatchObject({ status: "done", storageKey: null });
  });
});

it("is asked for with a second factor that was just shown", async () => {
  const actor = await aPrimaryAccount((await aSupportedCustomer()).accountId);
  await enrolled(actor, now);
  const later = { now: new Date(now.getTime() + 60 * 60_000) };

  await expect(requestAccountExport(actor, {}, later)).rejects.toMatchObject({
    reason: "identity.second_factor_needed",
  });
  expect(await prisma().dataJob.count({ where: { accountId: actor.accountId } })).toBe(0);
});

it("that keeps failing has failed, with why in a word, and can be asked for again", async () => {
  const { jobId } = await requestAccountExport(principal, {}, at);
  await prisma().dataJob.update({ where: { id: jobId }, data: { attempts: 7, storageKey: "no key" } });

  await runDataJob(system, { jobId }, at);

  expect(await jobOf(jobId)).toMatchObject({ status: "failed", failure: "unexpected", leasedUntil: null });
  await prisma().dataJob.update({ where: { id: jobId }, data: { storageKey: null } });
  expect(await exportOf(principal)).toMatchObject({ status: "done" });
});
