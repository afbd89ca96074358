import { EventEmitter } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { type TaskList, type WorkerEvents, run } from "graphile-worker";
import { Pool } from "pg";
import { durations } from "@/lib/config/durations";
import { environment } from "@/lib/config/environment";
import { connectionOptions } from "@/lib/db/connection-options";
import { queueLogger } from "@/lib/jobs/queue-logger";
import { log } from "@/lib/log/logger";

const CONCURRENCY = 5;
/** Jobs of the future are found by looking this often; jobs for now arrive by LISTEN. */
const POLL_INTERVAL = 1_000;
/** How long the library may take to shut itself down. Sometimes it never ends (docs/decisions/0041-jobs.md). */
const OWN_SHUTDOWN = 10_000;
/** How long running jobs may take to end when the process stops; the rest of the stop needs time as well. */
const STOP = durations.gracefulStop - 5_000;

/** The queue library at work, until it gives up or is stopped. */
export type QueueRun = {
  /** In whose name jobs are locked. */
  workerId: string;
  /** Resolves when it works no more, for whatever reason. */
  ended: Promise<void>;
  /** Takes no new job and waits for those that run, for as long as a stop may last. */
  stop(): Promise<void>;
};

/** Connections for the queue alone, so that a burst of messages cannot silence it. */
export function makeQueuePool(max: number): Pool {
  const pool = new Pool({
    connectionString: environment().DATABASE_URL,
    max,
    connectionTimeoutMillis: 5_000,
    application_name: "ailink-worker",
    options: connectionOptions(),
  });
  pool.on("error", (error) => log.warn("queue.connection_lost", { errorName: error.name }));
  // A connection that breaks in use fails its query as well; without a listener it would end the process.
  pool.on("connect", (client) => void client.on("error", () => undefined));
  return pool;
}

/**
 * Starts the queue library once.
 *
 * @throws whatever keeps it from starting, such as a database that is away.
 */
export async function startQueueRun(taskList: TaskList): Promise<QueueRun> {
  const pgPool = makeQueuePool(CONCURRENCY + 2);
  const events: WorkerEvents = new EventEmitter();
  let workerId = "";
  events.on("pool:create", ({ workerPool }) => (workerId = workerPool.id));
  const givesUp = new Promise<void>((resolve) => events.on("pool:gracefulShutdown", () => resolve()));
  const closePool = (): void => void pgPool.end().catch(() => undefined);
  try {
    const runner = await run({
      pgPool,
      taskList,
      parsedCronItems: [],
      concurrency: CONCURRENCY,
      pollInterval: POLL_INTERVAL,
      noHandleSignals: true,
      logger: queueLogger(),
      events,
      // Batched, even by 0 ms: only then does the library itself hear of a job that it could not mark as done.
      // Unbatched, that rejection has no handler and ends the process when PostgreSQL restarts.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    });
    const finished = runner.promise.catch(() => undefined);
    const overdue = givesUp.then(() => delay(OWN_SHUTDOWN, undefined, { ref: false }));
    const ended = Promise.race([finished, overdue]).then(closePool);
    const stop = async (): Promise<void> => {
      runner.stop().catch(() => undefined);
      await Promise.race([ended, delay(STOP, undefined, { ref: false })]);
    };
    return { workerId, ended, stop };
  } catch (thrown) {
    closePool();
    throw thrown;
  }
}
