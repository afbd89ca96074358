import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { ConsoleActor } from "@/lib/actor/actor";
import { environment } from "@/lib/config/environment";
import { newId } from "@/lib/db/new-id";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { openSession } from "@/lib/identity/open-session";
import { runDataJob } from "@/lib/privacy/commands/run-data-job";
import { requestAccountExport } from "@/lib/privacy/commands/request-account-export";
import { requestPersonDeletion } from "@/lib/privacy/commands/request-person-deletion";
import { openZip, type OpenZip } from "@/lib/testing/open-zip";

export const system = { kind: "system", name: "privacy" } as const;

/** The primary account of a customer, signed in to the console. */
export async function aPrimaryAccount(accountId: string): Promise<ConsoleActor> {
  const principalId = newId();
  const now = new Date();
  await prisma().principal.create({
    data: {
      id: principalId,
      accountId,
      kind: "primary",
      name: accountId,
      passwordHash: "a-hash-of-a-password",
      createdAt: now,
    },
  });
  const { sessionId } = await inTransaction((tx) =>
    openSession(tx, { door: "console", principalId, assumedRoleId: null }, { now }),
  );
  return {
    kind: "principal",
    permissions: ["channels", "data", "principals"],
    principalId,
    assumedRoleId: null,
    accountId,
    sessionId,
  };
}

/** A job's row as it is now. */
export async function jobOf(id: string) {
  return prisma().dataJob.findUniqueOrThrow({ where: { id } });
}

/** Has a deletion asked for and, by one worker, done. */
export async function erase(actor: ConsoleActor, personId: string, now = new Date()) {
  const { name } = await prisma().person.findUniqueOrThrow({ where: { id: personId } });
  const { jobId } = await requestPersonDeletion(actor, { personId, confirmation: name }, { now });
  await runDataJob(system, { jobId }, { now });
  return jobOf(jobId);
}

/** Has an export asked for and, by one worker, written. */
export async function exportOf(actor: ConsoleActor, now = new Date()) {
  const { jobId } = await requestAccountExport(actor, {}, { now });
  await runDataJob(system, { jobId }, { now });
  return jobOf(jobId);
}

/** The archive of an export, opened as anybody would. */
export async function archiveOf({ storageKey }: { storageKey: string | null }): Promise<OpenZip> {
  const file = path.join(tmpdir(), `${randomUUID()}.zip`);
  await writeFile(file, await readFile(storedFile(storageKey ?? "")));
  return openZip(file);
}

/** Where the store of this test keeps a key. */
function storedFile(key: string): string {
  return path.join(environment().STORAGE_DIR, key.slice(0, 2), key);
}

/** Every row of every table of the database as text, by `table: row`; whatever schema it is in. */
export async function everyRow(): Promise<string[]> {
  const { rows: tables } = await pool().query<{ name: string }>(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await pool().query<{ row: string }>(`SELECT to_jsonb(t)::text AS row FROM ${name} t`);
    found.push(...rows.map(({ row }) => `${name}: ${row}`));
  }
  return found;
}

/** Every file of this test's store as text, by `key: bytes`; archives are opened. */
export async function everyFile(): Promise<string[]> {
  const entries = await readdir(environment().STORAGE_DIR, { recursive: true, withFileTypes: true }).catch(
    () => [],
  );
  const files = entries.filter((entry) => entry.isFile());
  const texts: string[] = [];
  for (const { name, parentPath } of files) {
    const file = path.join(parentPath, name);
    const head = await firstBytes(file);
    if (head === "PK") {
      const { entries: inside } = await openZip(file);
      for (const [entry, bytes] of inside) texts.push(`${name}/${entry}: ${bytes.toString("utf8")}`);
    } else texts.push(`${name}: ${await readFile(file, "utf8")}`);
  }
  return texts;
}

async function firstBytes(file: string): Promise<string> {
  for await (const chunk of createReadStream(file, { end: 1 })) return String(chunk);
  return "";
}

/** The texts that hold one of these words, in whatever case. */
export function holding(texts: readonly string[], words: readonly string[]): string[] {
  const wanted = words.map((word) => word.toLowerCase());
  return texts.filter((text) => {
    const plain = text.toLowerCase();
    return wanted.some((word) => plain.includes(word));
  });
}
