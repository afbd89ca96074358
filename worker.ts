import { environment } from "@/lib/config/environment";
import { pool } from "@/lib/db/pool";
import { startWorker } from "@/lib/jobs/run-worker";
import { log } from "@/lib/log/logger";
import { notificationJobs, notificationSweeps } from "@/lib/notifications/jobs";

// Works the queue and nothing else; server.ts does the same unless RUN_WORKER is false.

environment();
const worker = await startWorker({ ...notificationJobs }, { sweeps: notificationSweeps });

let stopping = false;

async function stop(signal: string): Promise<void> {
  if (stopping) return;
  stopping = true;
  log.info("worker.stopping", { signal });
  try {
    await worker.stop();
    await pool().end();
  } catch (thrown) {
    log.error("worker.stop_failed", thrown);
    process.exitCode = 1;
  }
}

for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void stop(signal));
