import { readdir } from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { durations } from "@/lib/config/durations";
import { environment } from "@/lib/config/environment";
import { pool } from "@/lib/db/pool";
import { workerOfProcess } from "@/lib/jobs/worker-liveness";
import { log } from "@/lib/log/logger";

/** What a process needs before it can serve. */
export type Part = "database" | "migrations" | "queue" | "worker";

/** Longer than this is no answer: who asks gives up soon. */
const PATIENCE = 3_000;

/** The parts that keep this process from serving; none when it is ready. Each is asked every time: what was ready may be gone. */
export async function findUnreadyParts(): Promise<Part[]> {
  const checks: [Part, () => Promise<boolean>][] = [
    ["database", isDatabaseReachable],
    ["migrations", areMigrationsApplied],
    ["queue", isQueueThere],
  ];
  if (environment().RUN_WORKER) checks.push(["worker", doesWorkerBeat]);
  const results = await Promise.all(
    checks.map(async ([part, check]) => ((await holds(part, check)) ? null : part)),
  );
  return results.filter((part) => part !== null);
}

async function holds(part: Part, check: () => Promise<boolean>): Promise<boolean> {
  const late = new AbortController();
  try {
    return await Promise.race([check(), delay(PATIENCE, false, { signal: late.signal })]);
  } catch (thrown) {
    log.error("health.check_failed", thrown, { part });
    return false;
  } finally {
    late.abort();
  }
}

async function isDatabaseReachable(): Promise<boolean> {
  await pool().query("SELECT 1");
  return true;
}

/** Every migration of this release is applied and none has stopped half-way. */
async function areMigrationsApplied(): Promise<boolean> {
  const { rows } = await pool().query<{ migration_name: string; finished: boolean }>(
    `SELECT migration_name, finished_at IS NOT NULL AS finished FROM _prisma_migrations WHERE rolled_back_at IS NULL`,
  );
  const applied = new Set(rows.filter(({ finished }) => finished).map((row) => row.migration_name));
  return rows.length === applied.size && (await migrationsOfRelease()).every((name) => applied.has(name));
}

async function migrationsOfRelease(): Promise<string[]> {
  // The folder travels with every release: the start applies what is missing.
  const entries = await readdir(path.join(process.cwd(), "prisma", "migrations"), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

async function isQueueThere(): Promise<boolean> {
  const { rows } = await pool().query<{ there: boolean }>(
    "SELECT to_regclass('graphile_worker.jobs') IS NOT NULL AS there",
  );
  return rows[0]?.there === true;
}

async function doesWorkerBeat(): Promise<boolean> {
  const { rowCount } = await pool().query(
    "SELECT 1 FROM worker_heartbeat WHERE worker_id = $1 AND beat_at >= clock_timestamp() - make_interval(secs => $2)",
    [workerOfProcess().id, durations.workerSilence / 1_000],
  );
  return rowCount === 1;
}
