import { z } from "zod";
import type { Db } from "@/lib/db/prisma";

/** The jobs of the product by name; payloads hold ids only, the truth is in our rows. */
export const jobPayloads = {
  /** Decide what becomes of this person's undecided mentions. */
  "notify-person": z.object({ personId: z.uuid() }),
  /** Decide the steps of this emergency's chain that are due. */
  "decide-steps": z.object({ incidentId: z.uuid() }),
  /** Deliver this call about an emergency. */
  "deliver-page": z.object({ pageId: z.uuid() }),
  /** Do this work on an account's data, or go on with it. */
  "run-data-job": z.object({ jobId: z.uuid() }),
  /** Tell this person of the service team by mail that a customer's employee asks for the service main group. */
  "tell-main-group-request": z.object({ requestId: z.uuid(), personId: z.uuid() }),
  /** Tell this person of the service team by mail how a customer's channel is since this run of its self-check. */
  "tell-channel-health": z.object({
    runId: z.uuid(),
    personId: z.uuid(),
    news: z.enum(["broken", "degraded", "healthy", "live"]),
  }),
  /** Bring cards that were sent in line with what became of this message. */
  "update-cards": z.object({ messageId: z.uuid() }),
  /** Have it told that most of an organization's Feishu calls of this month are used. */
  "warn-of-quota": z.object({ tenantKey: z.string(), month: z.string() }),
  /** Tell this person of the service team by mail that most of a customer's Feishu calls of this month are used. */
  "tell-quota": z.object({ channelId: z.uuid(), personId: z.uuid(), month: z.string() }),
  /** Tell the customer's people of this state of an emergency by card. */
  "send-incident-card": z.object({
    incidentId: z.uuid(),
    state: z.enum(["declared", "acknowledged", "mitigated", "closed"]),
  }),
} as const;

export type JobName = keyof typeof jobPayloads;
export type JobPayloads = { [Name in JobName]: z.output<(typeof jobPayloads)[Name]> };

type When = {
  key: string;
  runAt: Date;
  /** A job of this key that waits already keeps its own time, unless the caller knows better and says `replace`. */
  ifWaiting?: "keep" | "replace";
};

/**
 * Enqueues a wake-up, in the caller's transaction if `db` is one. One job per key waits at a time: a second call keeps
 * the first one's time; a job already running is followed by another.
 */
export async function enqueueJob<Name extends JobName>(
  db: Db,
  name: Name,
  payload: JobPayloads[Name],
  when: When,
): Promise<void> {
  const mode = when.ifWaiting === "replace" ? "replace" : "preserve_run_at";
  await db.$executeRaw`
    SELECT graphile_worker.add_job(${name}, ${JSON.stringify(payload)}::json, run_at => ${when.runAt}, max_attempts => 10::smallint,
      job_key => ${`${name}:${when.key}`}, job_key_mode => ${mode})`;
}

/**
 * `enqueueJob` for any number of keys at once, in one statement; a job that waits already keeps its own time. Each runs at
 * its own `runAt`, or at the common one.
 */
export async function enqueueJobs<Name extends JobName>(
  db: Db,
  name: Name,
  jobs: readonly { key: string; payload: JobPayloads[Name]; runAt?: Date }[],
  runAt: Date,
): Promise<void> {
  if (jobs.length === 0) return;
  const keys = jobs.map(({ key }) => `${name}:${key}`);
  const payloads = jobs.map(({ payload }) => JSON.stringify(payload));
  const times = jobs.map((job) => job.runAt ?? runAt);
  await db.$executeRaw`
    SELECT count(*) FROM graphile_worker.add_jobs((
      SELECT array_agg((${name}, payload::json, NULL, run_at, 10, key, 0, NULL)::graphile_worker.job_spec ORDER BY key)
      FROM unnest(${keys}::text[], ${payloads}::text[], ${times}::timestamptz[]) AS job(key, payload, run_at)), true)`;
}
