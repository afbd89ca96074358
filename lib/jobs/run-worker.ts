import { setTimeout as delay } from "node:timers/promises";
import type { Pool } from "pg";
import type { TaskList } from "graphile-worker";
import { type At, currentTime } from "@/lib/config/clock";
import { durations } from "@/lib/config/durations";
import { type JobName, type JobPayloads, jobPayloads } from "@/lib/jobs/enqueue-job";
import { type QueueRun, makeQueuePool, startQueueRun } from "@/lib/jobs/queue-runner";
import { repeat } from "@/lib/jobs/repeat";
import {
  beat,
  deleteDeadJobs,
  endWorker,
  freeJobsOfSilentWorkers,
  workerOfProcess,
} from "@/lib/jobs/worker-liveness";
import { log } from "@/lib/log/logger";
import { metrics } from "@/lib/log/metrics";

/** What is done for each job; told the time, so that rules never look at a clock. Must be safe to run twice at once. */
export type JobHandlers = { [Name in JobName]: (payload: JobPayloads[Name], at: At) => Promise<void> };

/**
 * Looks every 10 s for rows that are due and that no job wakes (design.md §6 "Jobs"). Begins nothing more once `signal`
 * is aborted: the worker is stopping, and what is left is still due for the next.
 */
export type Sweep = { name: string; run: (at: At, signal: AbortSignal) => Promise<void> };

export type RunningWorker = {
  /** Takes no new job, lets no sweep go on, waits for those that run, and gives back what would not end in time. */
  stop(): Promise<void>;
};

const MAX_RESTART_DELAY = 2_000;

/**
 * Works the queue in this process: jobs, the heartbeat, and the sweeps. Resolves once it takes jobs, and then goes on
 * through every loss of the database until it is stopped.
 */
export async function startWorker(
  handlers: JobHandlers,
  { sweeps }: { sweeps: readonly Sweep[] },
): Promise<RunningWorker> {
  const livenessPool = makeQueuePool(2);
  const supervisor = supervise(livenessPool, tasksOf(handlers));
  await supervisor.started;
  const heartbeat = repeat("heartbeat", durations.workerHeartbeat, () => keepAlive(livenessPool));
  const sweeping = sweeps.map((sweep) =>
    repeat(sweep.name, durations.dueSweep, (signal) => sweep.run({ now: currentTime() }, signal)),
  );
  log.info("worker.started");
  return {
    stop: async () => {
      await Promise.all([supervisor.stop(), ...sweeping.map((one) => one.stop())]);
      await heartbeat.stop();
      await retire(livenessPool).catch((thrown: unknown) => log.error("worker.retire_failed", thrown));
      await livenessPool.end();
      log.info("worker.stopped");
    },
  };
}

/** One turn of the heartbeat: this worker lives, silent ones are tidied up after. */
async function keepAlive(livenessPool: Pool): Promise<void> {
  const { id } = workerOfProcess();
  if (id !== null) await beat(livenessPool, id);
  await freeJobsOfSilentWorkers(livenessPool);
  await deleteDeadJobs(livenessPool);
}

/** The worker in whose name this process locked jobs has ended: what it still holds is free at once. */
async function retire(livenessPool: Pool): Promise<void> {
  const { id } = workerOfProcess();
  if (id === null) return;
  await endWorker(livenessPool, id);
  workerOfProcess().id = null;
}

type Supervisor = { started: Promise<void>; stop(): Promise<void> };

/** Runs the queue library, and again whenever it gives up, which it does when the database was away at a bad moment. */
function supervise(livenessPool: Pool, taskList: TaskList): Supervisor {
  const stopping = new AbortController();
  const started = Promise.withResolvers<void>();
  let current: QueueRun | undefined;

  const runOnce = async (): Promise<void> => {
    current = await startQueueRun(taskList);
    if (stopping.signal.aborted) return current.stop();
    await retire(livenessPool);
    workerOfProcess().id = current.workerId;
    await beat(livenessPool, current.workerId);
    started.resolve();
    await current.ended;
    if (!stopping.signal.aborted) log.warn("worker.interrupted");
  };
  const runOn = async (): Promise<void> => {
    let failures = 0;
    while (!stopping.signal.aborted) {
      try {
        await runOnce();
        failures = 0;
      } catch (thrown) {
        failures += 1;
        log.error("worker.not_started", thrown);
        await current?.stop();
      }
      const wait = Math.min(100 * 2 ** failures, MAX_RESTART_DELAY);
      await delay(wait, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const gone = runOn();
  return {
    started: started.promise,
    stop: async () => {
      stopping.abort();
      await current?.stop();
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
    // The schema of a name makes that name's payload; TypeScript cannot follow it through the name.
    await handler(jobPayloads[name].parse(payload) as JobPayloads[Name], { now: currentTime() });
    metrics.jobRan(name, "done");
  } catch (thrown) {
    metrics.jobRan(name, "failed");
    log.error("jobs.failed", thrown, { job: name, jobId: job.id, attempt: job.attempts });
    // The queue stores this text with the job: it says nothing but that it failed, the log has the rest.
    throw new Error(`${name} failed`, { cause: thrown });
  }
}
