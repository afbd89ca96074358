import { pool } from "@/lib/db/pool";
import { startWorker } from "@/lib/jobs/run-worker";
import { log } from "@/lib/log/logger";
import { idleJobs } from "@/lib/testing/idle-jobs";

// A worker that leaves a row for every job it did: what a test takes the database away from.
await startWorker(
  {
    ...idleJobs,
    "notify-person": async ({ personId }) => {
      await pool().query("INSERT INTO done_job VALUES ($1) ON CONFLICT DO NOTHING", [personId]);
    },
  },
  { sweeps: [] },
);
log.info("counting.ready");
