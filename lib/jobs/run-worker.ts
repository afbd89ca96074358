import { setTimeout as delay } from "node:timers/promises";
import type { Pool } from "pg";
import type { Runner, TaskList } from "graphile-worker";
import { type At, currentTime } from "@/lib/config/clock";
import { durations } from "@/lib/config/durations";
import { type JobName, type JobPayloads, jobPayloads } from "@/lib/jobs/enqueue-job";
import { makeQueuePool, startRunner } from "@/lib/jobs/queue-runner";
import { repeat } from "@/lib/jobs/repeat";
import {
  beat,
  deleteDeadJobs,
  endHeartbeat,
  freeJobsOfSilentWorkers,
  workerOfProcess,
} from "@/lib/jobs/worker-liveness";
import { log } from "@/lib/log/logger";
import { metrics } from "@/lib/log/metrics";

/** What is done for each job; told the time, so that rules never look at a clock. Must be safe to run twice at once. */
export type JobHandlers = { [Name in JobName]: (payload: JobPayloads[Name], at: At) => Promise<void> };

/** Looks every 10 s for rows that are due and that no job wakes (design.md §6 "Jobs"). */
export type Sweep = { name: string; run: (at: At) => Promise<void> };

export type RunningWorker = {
  /** Takes no new job, waits for those that run, and gives back what would not end in time. */
  stop(): Promise<void>;
};

const MAX_RESTART_DELAY = 10_000;

/**
 * Works the queue in this process: jobs, the heartbeat, and the sweeps. Resolves once it takes jobs, and then goes on
 * through every loss of the database until it is stopped.
 */
export async function startWorker(
  handlers: JobHandlers,
  { sweeps }: { sweeps: readonly Sweep[] },
): Promise<RunningWorker> {
  const queuePool = makeQueuePool();
  const supervisor = superviseRunner(queuePool, tasksOf(handlers));
  await supervisor.started;
  const repeating = [
    repeat("heartbeat", durations.workerHeartbeat, () => keepAlive(queuePool)),
    ...sweeps.map((sweep) => repeat(sweep.name, durations.dueSweep, () => sweep.run({ now: currentTime() }))),
  ];
  log.info("worker.started");
  return {
    stop: async () => {
      const [heartbeat, ...others] = repeating;
      await Promise.all(others.map((one) => one.stop()));
      await supervisor.stop();
      await heartbeat?.stop();
      const { id } = workerOfProcess();
      workerOfProcess().id = null;
      if (id !== null) await endHeartbeat(queuePool, id).catch(() => undefined);
      await queuePool.end();
      log.info("worker.stopped");
    },
  };
}

/** One turn of the heartbeat: this worker lives, silent ones are tidied up after. */
async function keepAlive(queuePool: Pool): Promise<void> {
  const { id } = workerOfProcess();
  if (id !== null) await beat(queuePool, id);
  await freeJobsOfSilentWorkers(queuePool);
  await deleteDeadJobs(queuePool);
}

type Supervisor = { started: Promise<void>; stop(): Promise<void> };

/** Runs the queue library and starts it again whenever it gives up, which it does when the database was away at a bad moment. */
function superviseRunner(queuePool: Pool, taskList: TaskList): Supervisor {
  const stopping = new AbortController();
  const started = Promise.withResolvers<void>();
  let current: Runner | undefined;

  const go = async (): Promise<void> => {
    let failures = 0;
    while (!stopping.signal.aborted) {
      const startedAt = Date.now();
      try {
        current = await startRunner(queuePool, taskList);
        if (stopping.signal.aborted) await current.stop();
        started.resolve();
        await current.promise;
      } catch (thrown) {
        if (!stopping.signal.aborted) log.error("worker.interrupted", thrown);
      }
      if (stopping.signal.aborted) break;
      // One that had worked for a while is started again at once.
      failures = Date.now() - startedAt > MAX_RESTART_DELAY ? 0 : failures + 1;
      const wait = Math.min(100 * 2 ** failures, MAX_RESTART_DELAY);
      await delay(wait, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const gone = go();
  return {
    started: started.promise,
    stop: async () => {
      stopping.abort();
      const inTime = delay(durations.gracefulStop, "late" as const, { ref: false });
      const stopped = current?.stop().catch(() => undefined);
      if ((await Promise.race([stopped, inTime])) === "late") await current?.kill().catch(() => undefined);
      await gone;
    },
  };
}

function tasksOf(handlers: JobHandlers): TaskList {
  const names = Object.keys(jobPayloads) as JobName[];
  return Object.fromEntries(
    names.map((name) => [
      name,
      (payload: unknown, { job }: { job: { id: string; attempts: number } }) =>
        runJob({ name, handler: handlers[name] }, payload, job),
    ]),
  );
}

async function runJob<Name extends JobName>(
  { name, handler }: { name: Name; handler: JobHandlers[Name] },
  payload: unknown,
  job: { id: string; attempts: number },
): Promise<void> {
  try {
    await handler(jobPayloads[name].parse(payload), { now: currentTime() });
    metrics.jobRan(name, "done");
  } catch (thrown) {
    metrics.jobRan(name, "failed");
    log.error("jobs.failed", thrown, { job: name, jobId: job.id, attempt: job.attempts });
    // The queue stores this text with the job: it says nothing but that it failed, the log has the rest.
    throw new Error(`${name} failed`, { cause: thrown });
  }
}
