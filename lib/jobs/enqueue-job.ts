import type { Db } from "@/lib/db/prisma";

/** The jobs of the product by name; payloads hold ids only, the truth is in our rows. */
export type JobPayloads = {
  /** Decide what becomes of this person's undecided mentions. */
  "notify-person": { personId: string };
};

export type JobName = keyof JobPayloads;

/**
 * Enqueues a wake-up, in the caller's transaction if `db` is one. One job per key waits at a time: a second call keeps
 * the earlier time; a job already running is followed by another.
 */
export async function enqueueJob<Name extends JobName>(
  db: Db,
  name: Name,
  payload: JobPayloads[Name],
  when: { key: string; runAt: Date },
): Promise<void> {
  await db.$executeRaw`
    SELECT graphile_worker.add_job(${name}, ${JSON.stringify(payload)}::json, run_at => ${when.runAt}, max_attempts => 10::smallint,
      job_key => ${`${name}:${when.key}`}, job_key_mode => 'preserve_run_at')`;
}
