import type { SystemActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { durations } from "@/lib/config/durations";
import { isAppError } from "@/lib/errors/app-error";
import { log } from "@/lib/log/logger";
import type { DataJobIdInput, DataJobKind } from "@/lib/privacy/contract";
import { applyRetention } from "@/lib/privacy/internal/apply-retention";
import { erasePerson } from "@/lib/privacy/internal/erase-person";
import { eraseStaff } from "@/lib/privacy/internal/erase-staff";
import { exportAccount } from "@/lib/privacy/internal/export-account";
import {
  type JobEnd,
  JobParked,
  JobStopped,
  LeaseLost,
  RunningJob,
} from "@/lib/privacy/internal/running-job";

const work: Record<DataJobKind, (actor: SystemActor, job: RunningJob) => Promise<JobEnd>> = {
  account_export: exportAccount,
  person_deletion: (actor, job) =>
    job.row.staffAccountId === null ? erasePerson(actor, job) : eraseStaff(actor, job),
  retention: applyRetention,
};

/**
 * Does a data job that waits, or goes on with one whose worker has died: by claiming its row, so that of two workers one
 * does it. Every step can be done twice. What fails is tried again later, a few times; then the job has failed, with why in
 * a word.
 */
export async function runDataJob(
  actor: SystemActor,
  { jobId, signal }: DataJobIdInput & { signal?: AbortSignal },
  { now }: At,
): Promise<void> {
  const job = await RunningJob.claim(jobId, now, signal);
  if (job === null) return;
  try {
    const { set = {}, record } = await work[job.row.kind](actor, job);
    await job.finish(set, record);
  } catch (thrown) {
    await endEarly(job, thrown).catch((again: unknown) => {
      if (!(again instanceof LeaseLost)) throw again;
    });
  }
}

async function endEarly(job: RunningJob, thrown: unknown): Promise<void> {
  const { id, attempts } = job.row;
  if (thrown instanceof LeaseLost) return log.warn("privacy.lease_lost", { jobId: id });
  if (thrown instanceof JobStopped) return job.park(null, null);
  if (thrown instanceof JobParked) return job.park(thrown.reason, thrown.until);
  log.error("privacy.job_failed", thrown, { jobId: id, attempt: attempts });
  const reason = isAppError(thrown) ? thrown.reason : "unexpected";
  await job.giveBack(reason, new Date(job.now().getTime() + attempts * durations.dataJobRetry));
}
