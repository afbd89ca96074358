import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { Client } from "pg";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { APPLICATION_ROLE, grantApplicationRole } from "@/lib/db/application-role";
import { migrateQueue } from "@/lib/jobs/migrate-queue";
import { type TestProcess, startProcess } from "@/lib/testing/child-process";
import { type OwnPostgres, startOwnPostgres } from "@/lib/testing/embedded-postgres";
import { deployMigrations } from "@/lib/testing/prisma-cli";

let postgres: OwnPostgres;
let worker: TestProcess;

beforeAll(async () => {
  postgres = await startOwnPostgres();
  await deployMigrations(postgres.url);
  await migrateQueue(postgres.url);
  await query("CREATE TABLE done_job (person_id uuid PRIMARY KEY)");
  await grantApplicationRole({ ownerUrl: postgres.url, url: postgres.url, role: APPLICATION_ROLE });
  worker = startProcess("lib/testing/counting-worker.ts", { DATABASE_URL: postgres.url });
  await worker.says("counting.ready");
}, 120_000);
afterAll(async () => {
  await worker.kill();
  await postgres.remove();
});

async function query<Row>(sql: string, values: unknown[] = []): Promise<Row[]> {
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  try {
    return (await client.query(sql, values)).rows as Row[];
  } finally {
    await client.end();
  }
}

async function enqueue(): Promise<string> {
  const personId = randomUUID();
  await query("SELECT graphile_worker.add_job('notify-person', $1::json)", [JSON.stringify({ personId })]);
  return personId;
}

const done = async (): Promise<string[]> =>
  (await query<{ person_id: string }>("SELECT person_id FROM done_job")).map((row) => row.person_id);

it("goes on through every death of PostgreSQL, and does each job", { timeout: 180_000 }, async () => {
  const enqueued: string[] = [];
  for (let round = 0; round < 3; round += 1) {
    // Killed while jobs are running: some are done and not yet marked so.
    enqueued.push(...(await Promise.all(Array.from({ length: 10 }, enqueue))));
    await postgres.kill();
    await delay(round * 1_500);
    await postgres.restart();
    enqueued.push(await enqueue());
  }

  const all = enqueued.toSorted();
  await vi.waitFor(async () => expect((await done()).toSorted()).toEqual(all), {
    timeout: 60_000,
    interval: 250,
  });
  await vi.waitFor(
    async () =>
      expect(
        await query("SELECT FROM worker_heartbeat WHERE beat_at > now() - interval '6 seconds'"),
      ).toHaveLength(1),
    { timeout: 20_000, interval: 250 },
  );
  expect(await worker.terminate()).not.toBe(1);
});
