import { startWorker } from "@/lib/jobs/run-worker";
import { log } from "@/lib/log/logger";
import { idleJobs } from "@/lib/testing/idle-jobs";

// A worker whose jobs never end: what a test kills.
await startWorker(
  {
    ...idleJobs,
    "notify-person": async () => {
      log.info("hanging.took_a_job");
      await new Promise(() => undefined);
    },
  },
  { sweeps: [] },
);
