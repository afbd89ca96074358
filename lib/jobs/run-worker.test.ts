import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { environment } from "@/lib/config/environment";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import { migrateQueue } from "@/lib/jobs/migrate-queue";
import { type JobHandlers, type RunningWorker, type Sweep, startWorker } from "@/lib/jobs/run-worker";
import { deleteDeadJobs, freeJobsOfSilentWorkers, workerOfProcess } from "@/lib/jobs/worker-liveness";
import { startProcess } from "@/lib/testing/child-process";
import { idleJobs } from "@/lib/testing/idle-jobs";

type Handler = JobHandlers["notify-person"];

let worker: RunningWorker | undefined;

beforeAll(() => migrateQueue(environment().DATABASE_URL));
afterEach(async () => {
  await worker?.stop();
  worker = undefined;
  await pool().query("DELETE FROM graphile_worker._private_jobs");
});

const start = async (handler: Handler, sweeps: Sweep[] = []): Promise<void> => {
  worker = await startWorker({ ...idleJobs, "notify-person": handler }, { sweeps });
};
const enqueue = async (personId: string, inMilliseconds = 0, ifWaiting?: "replace"): Promise<void> => {
  const runAt = new Date(Date.now() + inMilliseconds);
  const when = { key: personId, runAt, ...(ifWaiting ? { ifWaiting } : {}) };
  await enqueueJob(prisma(), "notify-person", { personId }, when);
};
const jobs = async () => {
  const { rows } = await pool().query<{
    key: string;
    locked_by: string | null;
    run_at: Date;
    last_error: string;
  }>("SELECT key, locked_by, run_at, last_error FROM graphile_worker.jobs ORDER BY id");
  return rows;
};

describe("the queue", () => {
  it("can be migrated by several starters at once", async () => {
    const starts = Array.from({ length: 3 }, () => migrateQueue(environment().DATABASE_URL));

    await expect(Promise.all(starts)).resolves.toHaveLength(3);
  });

  it("has one waiting job per key, which keeps its time unless it is replaced", async () => {
    const personId = randomUUID();
    await enqueue(personId, 60_000);
    const [first] = await jobs();
    await enqueue(personId, 5_000);
    expect(await jobs()).toMatchObject([{ key: `notify-person:${personId}`, run_at: first?.run_at }]);

    await enqueue(personId, 5_000, "replace");

    const [replaced, ...more] = await jobs();
    expect(more).toEqual([]);
    expect(replaced?.run_at.getTime()).toBeLessThan(first?.run_at.getTime() ?? 0);
  });
});

describe("a worker", () => {
  it("takes a job once it is committed, and tells it the time", async () => {
    const handler = vi.fn<Handler>(() => Promise.resolve());
    await start(handler);
    const personId = randomUUID();
    await delay(100);
    const before = Date.now();

    await enqueue(personId);

    await vi.waitFor(() => expect(handler).toHaveBeenCalled(), { interval: 5, timeout: 20_000 });
    expect(handler.mock.calls[0]?.[0]).toEqual({ personId });
    expect(handler.mock.calls[0]?.[1].now.getTime()).toBeGreaterThanOrEqual(before);
    await vi.waitFor(async () => expect(await jobs()).toEqual([]));
  });

  it("runs a job that was enqueued again while it ran once more", async () => {
    const release = Promise.withResolvers<void>();
    const handler = vi.fn<Handler>(() => Promise.resolve()).mockImplementationOnce(() => release.promise);
    await start(handler);
    const personId = randomUUID();
    await enqueue(personId);
    await vi.waitFor(() => expect(handler).toHaveBeenCalledTimes(1));

    await enqueue(personId);

    await vi.waitFor(() => expect(handler).toHaveBeenCalledTimes(2));
    release.resolve();
    await vi.waitFor(async () => expect(await jobs()).toEqual([]));
  });

  it("keeps a failed job for another attempt, and why it failed out of the queue", async () => {
    await start(() => Promise.reject(new Error("secret=hunter2 of a person")));
    await enqueue(randomUUID());

    await vi.waitFor(async () => expect((await jobs())[0]?.last_error).toBe("notify-person failed"));
  });

  it("does not hand on a payload of another form", async () => {
    const handler = vi.fn<Handler>(() => Promise.resolve());
    await start(handler);

    await pool().query(`SELECT graphile_worker.add_job('notify-person', '{"personId":"x"}'::json)`);

    await vi.waitFor(async () => expect((await jobs())[0]?.last_error).toBe("notify-person failed"));
    expect(handler).not.toHaveBeenCalled();
  });

  it("sweeps at once, and goes on when a sweep fails", async () => {
    const sweep = vi.fn<Sweep["run"]>(() => Promise.reject(new Error("sweep failed")));
    await start(() => Promise.resolve(), [{ name: "test", run: sweep }]);

    await vi.waitFor(() => expect(sweep).toHaveBeenCalled());
  });

  it("tells a sweep under way to stop, and waits for it to do so", { timeout: 5_000 }, async () => {
    let persons = 0;
    let hasEnded = false;
    const run: Sweep["run"] = async (_at, signal) => {
      for (; persons < 100 && !signal.aborted; persons += 1) await delay(100);
      await delay(100);
      hasEnded = true;
    };
    await start(() => Promise.resolve(), [{ name: "test", run }]);
    await vi.waitFor(() => expect(persons).toBeGreaterThan(0));

    await worker?.stop();

    expect(hasEnded).toBe(true);
    worker = undefined;
  });

  it("ends what it has begun before it stops, and takes its heartbeat along", async () => {
    const release = Promise.withResolvers<void>();
    let isDone = false;
    const handler = vi.fn<Handler>(async () => {
      await release.promise;
      isDone = true;
    });
    await start(handler);
    await enqueue(randomUUID());
    await vi.waitFor(() => expect(handler).toHaveBeenCalled());
    const { id } = workerOfProcess();

    const stopped = worker?.stop();
    worker = undefined;
    setTimeout(release.resolve, 300);
    await stopped;

    expect(isDone).toBe(true);
    expect(await jobs()).toEqual([]);
    expect(await prisma().workerHeartbeat.findMany({ where: { workerId: id ?? "" } })).toEqual([]);
  });
});

describe("a worker that was killed", () => {
  it("has its job freed once it is silent, and another worker does it", { timeout: 60_000 }, async () => {
    const personId = randomUUID();
    await enqueue(personId);
    const child = startProcess("lib/testing/hanging-worker.ts");
    await child.says("hanging.took_a_job");
    await vi.waitFor(async () => expect(await prisma().workerHeartbeat.count()).toBe(1));
    const [{ locked_by: lockedBy } = { locked_by: null }] = await jobs();
    const [heartbeat] = await prisma().workerHeartbeat.findMany();
    expect(lockedBy).toBe(heartbeat?.workerId);
    expect(await freeJobsOfSilentWorkers(pool())).toBe(0);

    await child.kill();
    await delay(6_000);
    expect(await freeJobsOfSilentWorkers(pool())).toBe(0);
    expect(await freeJobsOfSilentWorkers(pool(), 5_500)).toBe(1);

    const handler = vi.fn<Handler>(() => Promise.resolve());
    await start(handler);
    await vi.waitFor(() => expect(handler).toHaveBeenCalled());
    expect(handler.mock.calls[0]?.[0]).toEqual({ personId });
  });

  it("without ever having had a heartbeat has its job freed as well", async () => {
    await enqueue(randomUUID());
    await pool().query(
      "UPDATE graphile_worker._private_jobs SET locked_by = 'pool-gone', locked_at = now() - interval '21 seconds'",
    );

    expect(await freeJobsOfSilentWorkers(pool())).toBe(1);

    expect(await jobs()).toMatchObject([{ locked_by: null }]);
  });

  it("leaves no dead job behind", async () => {
    await enqueue(randomUUID());
    await enqueue(randomUUID());
    await pool().query(
      "UPDATE graphile_worker._private_jobs SET attempts = max_attempts WHERE id = (SELECT min(id) FROM graphile_worker._private_jobs)",
    );

    await deleteDeadJobs(pool());

    expect(await jobs()).toHaveLength(1);
  });
});
