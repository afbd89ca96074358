import { EventEmitter } from "node:events";
import { type Runner, type TaskList, type WorkerEvents, run } from "graphile-worker";
import { Pool } from "pg";
import { environment } from "@/lib/config/environment";
import { queueLogger } from "@/lib/jobs/queue-logger";
import { beat, workerOfProcess } from "@/lib/jobs/worker-liveness";
import { log } from "@/lib/log/logger";

const CONCURRENCY = 5;
/** Jobs of the future are found by looking this often; jobs for now arrive by LISTEN. */
const POLL_INTERVAL = 1_000;

/** The queue's own connections, so that a burst of messages cannot silence the heartbeat. */
export function makeQueuePool(): Pool {
  const pool = new Pool({
    connectionString: environment().DATABASE_URL,
    max: CONCURRENCY + 2,
    connectionTimeoutMillis: 5_000,
    application_name: "ailink-worker",
  });
  pool.on("error", (error) => log.warn("queue.connection_lost", { errorName: error.name }));
  // A connection that breaks in use fails its query as well; without a listener it would end the process.
  pool.on("connect", (client) => void client.on("error", () => undefined));
  return pool;
}

/** Starts the queue library once; its promise ends when it gives up. */
export async function startRunner(queuePool: Pool, taskList: TaskList): Promise<Runner> {
  const events: WorkerEvents = new EventEmitter();
  events.on("pool:create", ({ workerPool }) => {
    // Jobs are locked in this name; the heartbeat goes by the same one.
    workerOfProcess().id = workerPool.id;
    beat(queuePool, workerPool.id).catch((thrown: unknown) => log.error("worker.first_beat_failed", thrown));
  });
  return run({
    pgPool: queuePool,
    taskList,
    parsedCronItems: [],
    concurrency: CONCURRENCY,
    pollInterval: POLL_INTERVAL,
    noHandleSignals: true,
    logger: queueLogger(),
    events,
    // Batched, even by 0 ms: only then does the library itself hear of a job that it could not mark as done. Unbatched,
    // that rejection has no handler and ends the process when PostgreSQL restarts.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  });
}
