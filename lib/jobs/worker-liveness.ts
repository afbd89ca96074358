import type { Pool } from "pg";
import { onePerProcess } from "@/lib/config/one-per-process";
import { durations } from "@/lib/config/durations";
import { log } from "@/lib/log/logger";

// Liveness is measured by the database's clock alone, the only one that all workers share; the product's clock, which
// tests move, is about rules.

/** The queue worker of this process: null until it runs. */
export const workerOfProcess = (): { id: string | null } => onePerProcess("worker", () => ({ id: null }));

/** Says that the worker with this id lives. */
export async function beat(db: Pool, workerId: string): Promise<void> {
  await db.query(
    `INSERT INTO worker_heartbeat (worker_id, beat_at) VALUES ($1, clock_timestamp())
     ON CONFLICT (worker_id) DO UPDATE SET beat_at = EXCLUDED.beat_at`,
    [workerId],
  );
}

/** Says that the worker with this id has ended, and frees what it still held. */
export async function endWorker(db: Pool, workerId: string): Promise<void> {
  await db.query("SELECT graphile_worker.force_unlock_workers(ARRAY[$1])", [workerId]);
  await db.query("DELETE FROM worker_heartbeat WHERE worker_id = $1", [workerId]);
}

/**
 * Frees the jobs of workers that have been silent for `silence`: the queue library itself would wait four hours.
 * A worker wrongly taken for dead does no harm, jobs are safe to run twice at once.
 */
export async function freeJobsOfSilentWorkers(
  db: Pool,
  silence: number = durations.workerSilence,
): Promise<number> {
  const { rows } = await db.query<{ locked_by: string }>(
    `SELECT DISTINCT jobs.locked_by FROM graphile_worker.jobs AS jobs
     WHERE jobs.locked_at < clock_timestamp() - make_interval(secs => $1) AND NOT EXISTS (
       SELECT FROM worker_heartbeat AS alive
       WHERE alive.worker_id = jobs.locked_by AND alive.beat_at >= clock_timestamp() - make_interval(secs => $1))`,
    [silence / 1_000],
  );
  const silent = rows.map((row) => row.locked_by);
  if (silent.length > 0) {
    await db.query("SELECT graphile_worker.force_unlock_workers($1::text[])", [silent]);
    log.warn("jobs.freed", { workers: silent.length });
  }
  await db.query(
    "DELETE FROM worker_heartbeat WHERE beat_at < clock_timestamp() - make_interval(secs => $1)",
    [(silence / 1_000) * 2],
  );
  return silent.length;
}

/** Deletes jobs that will not be tried again, superseded or given up: they are wake-ups, and the sweeps look at the rows themselves. */
export async function deleteDeadJobs(db: Pool): Promise<void> {
  await db.query(
    `SELECT graphile_worker.complete_jobs(array_agg(id)) FROM graphile_worker.jobs
     WHERE attempts >= max_attempts AND locked_at IS NULL HAVING count(*) > 0`,
  );
}
