import { durations } from "@/lib/config/durations";
import { environment } from "@/lib/config/environment";
import { closePools } from "@/lib/db/pool";
import { warnOfOwnerRights } from "@/lib/db/warn-of-owner-rights";
import { log } from "@/lib/log/logger";
import { startWork } from "@/lib/realtime/start-work";

// Works the queue and nothing else, for installations whose servers have RUN_WORKER=false.

/** Before anything else: a missing variable is named, and nothing starts. */
function validateEnvironment(): void {
  try {
    environment();
  } catch (thrown) {
    // The log itself needs the environment.
    process.stderr.write(`${thrown instanceof Error ? thrown.message : "The environment is not complete"}\n`);
    process.exit(1);
  }
}

validateEnvironment();
await warnOfOwnerRights();
const worker = await startWork("everybody");

let isStopping = false;

async function stop(signal: string): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  log.info("worker.stopping", { signal });
  setTimeout(() => {
    log.warn("worker.stopped_late");
    process.exit(1);
  }, durations.gracefulStop).unref();
  await worker.stop();
  await closePools();
  process.exit(0);
}

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.on(signal, () => {
    stop(signal).catch((thrown: unknown) => {
      log.error("worker.stop_failed", thrown);
      setTimeout(() => process.exit(1), 100);
    });
  });
}
