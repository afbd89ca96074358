import type { SystemActor } from "@/lib/actor/actor";
import { currentTime } from "@/lib/config/clock";
import type { JobHandlers, Sweep } from "@/lib/jobs/run-worker";
import { log } from "@/lib/log/logger";
import { deleteExpiredExports } from "@/lib/privacy/commands/delete-expired-exports";
import { planRetention } from "@/lib/privacy/commands/plan-retention";
import { runDataJob } from "@/lib/privacy/commands/run-data-job";
import { listDataJobsDue } from "@/lib/privacy/queries/list-data-jobs-due";

const actor: SystemActor = { kind: "system", name: "privacy" };
const PER_SWEEP = 50;

/** What is done about accounts' data when a job wakes it. */
export const privacyJobs: Pick<JobHandlers, "run-data-job"> = {
  "run-data-job": (payload, at) => runDataJob(actor, payload, at),
};

/** What is looked for besides: work whose worker died, the night's deletions, exports whose time is over. */
export const privacySweeps: Sweep[] = [
  {
    name: "data-jobs",
    run: async (at, signal) => {
      for (const jobId of await listDataJobsDue(at, PER_SWEEP)) {
        if (signal.aborted) return;
        // One after the other, and each for as long as it takes: its lease counts from when it is taken.
        await runDataJob(actor, { jobId, signal }, { now: currentTime() }).catch((thrown: unknown) =>
          log.error("privacy.sweep_failed", thrown, { jobId }),
        );
      }
    },
  },
  { name: "retention", run: (at) => planRetention(actor, { limit: PER_SWEEP }, at) },
  {
    name: "exports",
    run: async (at, signal) => {
      const deleted = await deleteExpiredExports(actor, { limit: PER_SWEEP, signal }, at);
      if (deleted > 0) log.info("exports.expired", { deleted });
    },
  },
];
