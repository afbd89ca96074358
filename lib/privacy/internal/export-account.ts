import type { SystemActor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import { durations } from "@/lib/config/durations";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { exportTables, notExported, type ExportTable } from "@/lib/privacy/internal/export-tables";
import { readTable } from "@/lib/privacy/internal/read-table";
import type { JobEnd, RunningJob } from "@/lib/privacy/internal/running-job";
import { safeName, type ZipEntry, ZipWriter } from "@/lib/privacy/internal/zip-file";
import type { Bytes } from "@/lib/storage/file-store";
import { storage } from "@/lib/storage/storage";
import { newStorageKey } from "@/lib/storage/storage-key";

type Scope = { accountId: string; groupIds: readonly string[] };
type Manifest = {
  format: 1;
  accountId: string;
  startedAt: string;
  finishedAt: string;
  tables: (ZipEntry & { model: string; rows: number })[];
  files: (ZipEntry & { attachmentId: string })[];
  /** Files the store has lost. */
  missing: string[];
  notExported: Readonly<Record<string, string>>;
};

const FILES_PER_PAGE = 200;

/**
 * Writes an account's export: a file of JSON per table, every attachment, and a manifest with how many and a SHA-256 of
 * each. It is written while it is read, so that nothing of it is in memory at once; what changes meanwhile may be in it or
 * not. Each attempt begins anew under a key of its own, after what the last left was deleted.
 */
export async function exportAccount(actor: SystemActor, job: RunningJob): Promise<JobEnd> {
  const { accountId } = job;
  const { storageKey: left } = job.row;
  if (left !== null) await storage().remove(left);
  const storageKey = newStorageKey();
  await job.set(prisma(), { storageKey });
  const zip = new ZipWriter();
  let size = 0;
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of zip.output) {
      size += chunk.byteLength;
      yield chunk;
    }
  };
  const stop = (thrown: unknown): never => {
    zip.abort(thrown instanceof Error ? thrown : new Error("the export broke off"));
    throw thrown;
  };
  const ends = await Promise.allSettled([
    fill(zip, job, accountId).catch(stop),
    storage().write(storageKey, counted()).catch(stop),
  ]);
  const failed = ends.find((end) => end.status === "rejected");
  if (failed) {
    await storage().remove(storageKey);
    throw failed.reason;
  }
  const expiresAt = new Date(job.now().getTime() + durations.exportKept);
  return {
    set: { storageKey, size, expiresAt },
    record: (tx) =>
      recordAudit(tx, actor, {
        action: "account.exported",
        subjectType: "account",
        subjectId: accountId,
        accountId,
        details: { jobId: job.row.id },
        now: job.now(),
      }),
  };
}

async function fill(zip: ZipWriter, job: RunningJob, accountId: string): Promise<void> {
  const scope = { accountId, groupIds: await groupsOf(accountId) };
  const manifest: Manifest = {
    format: 1,
    accountId,
    startedAt: job.now().toISOString(),
    finishedAt: "",
    tables: [],
    files: [],
    missing: [],
    notExported,
  };
  await job.count(exportTables.length + (await countFiles(accountId)));
  for (const table of exportTables) {
    manifest.tables.push(await addTable(zip, job, table, scope));
    await job.step();
  }
  for (const groupId of scope.groupIds) await addFiles(zip, job, groupId, manifest);
  manifest.finishedAt = job.now().toISOString();
  await zip.add("manifest.json", asBytes(JSON.stringify(manifest, null, 2)));
  zip.end();
}

async function groupsOf(accountId: string): Promise<string[]> {
  const groups = await prisma().group.findMany({
    where: { accountId, kind: { not: "internal" } },
    select: { id: true },
    orderBy: { id: "asc" },
  });
  return groups.map(({ id }) => id);
}

async function countFiles(accountId: string): Promise<number> {
  return prisma().attachment.count({
    where: { accountId, messageId: { not: null }, group: { kind: { not: "internal" } } },
  });
}

async function* asBytes(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

async function addTable(zip: ZipWriter, job: RunningJob, table: ExportTable, scope: Scope) {
  let rows = 0;
  const lines = async function* (): AsyncGenerator<Uint8Array> {
    yield Buffer.from("[");
    for await (const page of readTable(table, scope)) {
      yield Buffer.from(`${rows === 0 ? "\n" : ",\n"}${page.join(",\n")}`);
      rows += page.length;
      await job.alive();
    }
    yield Buffer.from("\n]\n");
  };
  const entry = await zip.add(`${table.file}.json`, lines());
  return { ...entry, model: table.model, rows };
}

type FileRow = { id: string; name: string; storageKey: string };

async function addFiles(zip: ZipWriter, job: RunningJob, groupId: string, manifest: Manifest): Promise<void> {
  for (let after = ""; ;) {
    const { rows } = await pool().query<FileRow>(
      `SELECT id, name, storage_key AS "storageKey" FROM attachment
       WHERE group_id = $1 AND message_id IS NOT NULL AND ($2 = '' OR id > nullif($2, '')::uuid) ORDER BY id LIMIT $3`,
      [groupId, after, FILES_PER_PAGE],
    );
    for (const { id, name, storageKey } of rows) {
      const bytes = await storage().read(storageKey);
      if (bytes === null) manifest.missing.push(id);
      else {
        const path = `files/${id}/${safeName(name)}`;
        const entry = await zip.add(path, alive(bytes, job), { compress: false });
        manifest.files.push({ ...entry, attachmentId: id });
      }
      await job.step();
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < FILES_PER_PAGE) return;
    after = last.id;
  }
}

/** The bytes of a file, which may take longer than a lease. */
async function* alive(bytes: Bytes, job: RunningJob): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    yield chunk;
    await job.alive();
  }
}
