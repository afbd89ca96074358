import { startWorker } from "@/lib/jobs/run-worker";
import { log } from "@/lib/log/logger";

// A worker whose jobs never end: what a test kills.
await startWorker(
  {
    "notify-person": async () => {
      log.info("hanging.took_a_job");
      await new Promise(() => undefined);
    },
  },
  { sweeps: [] },
);
