import { afterEach, beforeAll, expect, it } from "vitest";
import { environment } from "@/lib/config/environment";
import { pool } from "@/lib/db/pool";
import { migrateQueue } from "@/lib/jobs/migrate-queue";
import { findUnreadyParts } from "@/lib/jobs/queries/find-unready-parts";
import { type RunningWorker, startWorker } from "@/lib/jobs/run-worker";
import { asOwner } from "@/lib/testing/as-owner";
import { idleJobs } from "@/lib/testing/idle-jobs";
import { GET as ready } from "@/app/api/health/ready/route";

let worker: RunningWorker | undefined;

beforeAll(() => migrateQueue(environment().DATABASE_URL));
afterEach(async () => {
  await worker?.stop();
  worker = undefined;
});

const start = async (): Promise<void> => {
  worker = await startWorker(idleJobs, { sweeps: [] });
};

it("is ready with a migrated database and a worker that lives", async () => {
  expect(await findUnreadyParts()).toEqual(["worker"]);

  await start();

  expect(await findUnreadyParts()).toEqual([]);
  const response = await ready();
  expect([response.status, await response.json()]).toEqual([200, { status: "ready", unready: [] }]);
});

it("is not ready while the worker is silent", async () => {
  // Left behind by one that was killed; a living one would beat again in the middle of the question.
  await pool().query(
    "INSERT INTO worker_heartbeat (worker_id, beat_at) VALUES ('killed', now() - interval '1 hour')",
  );

  const response = await ready();

  expect([response.status, await response.json()]).toEqual([
    503,
    { status: "not_ready", unready: ["worker"] },
  ]);
});

it.each([
  [
    "a migration of this release is missing",
    "DELETE FROM _prisma_migrations WHERE migration_name LIKE '%_conversation'",
  ],
  ["a migration has stopped half-way", "UPDATE _prisma_migrations SET finished_at = NULL"],
])("is not ready when %s", async (_when, damage) => {
  await start();
  await asOwner("CREATE TABLE kept AS SELECT * FROM _prisma_migrations");
  await asOwner(damage);

  expect(await findUnreadyParts()).toEqual(["migrations"]);

  await asOwner("DELETE FROM _prisma_migrations");
  await asOwner("INSERT INTO _prisma_migrations SELECT * FROM kept");
  await asOwner("DROP TABLE kept");
  expect(await findUnreadyParts()).toEqual([]);
});

it("is not ready without the queue", async () => {
  await asOwner("ALTER SCHEMA graphile_worker RENAME TO elsewhere");

  expect(await findUnreadyParts()).toContain("queue");

  await asOwner("ALTER SCHEMA elsewhere RENAME TO graphile_worker");
});
