import { createHash } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Logger, runMigrations } from "graphile-worker";
import { Client } from "pg";
import type { TestProject } from "vitest/node";
import { startPostgres } from "../../scripts/launch/postgres.mjs";
import { APPLICATION_ROLE, grantApplicationRole } from "../db/application-role";
import { databaseUrl } from "./database-url";
import { deployMigrations } from "./prisma-cli";

declare module "vitest" {
  interface ProvidedContext {
    /** Where a test file gets its own database: the server, and the migrated database to clone. */
    postgres: { adminUrl: string; template: string; prefix: string };
  }
}

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const TEMPLATE_LOCK = 7_154_001;

let tearDown = async (): Promise<void> => undefined;

/**
 * Once per run: a PostgreSQL (`TEST_POSTGRES_URL`, else the embedded one of the tests) and a database with all
 * migrations applied, which each test file clones. The database is kept for the next run with the same migrations.
 */
export async function setup(project: TestProject): Promise<void> {
  const url = process.env["TEST_POSTGRES_URL"];
  const home = path.resolve(ROOT, process.env["DATA_DIR"] ?? ".data", "test");
  const server = url ? undefined : await startPostgres({ home, durable: false });
  const adminUrl = url ?? server?.url ?? "";
  const template = `template_${await hashOfMigrations()}`;
  const prefix = `test_${process.pid}_`;
  tearDown = async () => {
    await withAdmin(adminUrl, (admin) => dropDatabases(admin, `${prefix}%`));
    await server?.stop();
  };
  await withAdmin(adminUrl, (admin) => ensureTemplate(admin, adminUrl, template));
  project.provide("postgres", { adminUrl, template, prefix });
}

/** After the run: its databases go, and the server if this run started it. */
export async function teardown(): Promise<void> {
  await tearDown();
}

async function ensureTemplate(admin: Client, adminUrl: string, template: string): Promise<void> {
  await admin.query("SELECT pg_advisory_lock($1)", [TEMPLATE_LOCK]); // held until the connection ends
  const { rowCount } = await admin.query("SELECT 1 FROM pg_database WHERE datname = $1", [template]);
  if (rowCount === 1) return;
  await dropDatabases(admin, "template\\_%");
  // A half-migrated database must never be taken for the template: it gets its name when it is complete.
  const unfinished = `unfinished_${template}`;
  await admin.query(`DROP DATABASE IF EXISTS "${unfinished}" WITH (FORCE)`);
  await admin.query(`CREATE DATABASE "${unfinished}"`);
  await deployMigrations(databaseUrl(adminUrl, unfinished));
  // As lib/jobs/migrate-queue.ts does it, but without a log: here is no environment yet.
  await runMigrations({
    connectionString: databaseUrl(adminUrl, unfinished),
    logger: new Logger(() => () => undefined),
  });
  const own = databaseUrl(adminUrl, unfinished);
  await grantApplicationRole({ ownerUrl: own, url: own, role: APPLICATION_ROLE });
  await admin.query(`ALTER DATABASE "${unfinished}" RENAME TO "${template}"`);
}

async function dropDatabases(admin: Client, like: string): Promise<void> {
  const { rows } = await admin.query<{ datname: string }>(
    "SELECT datname FROM pg_database WHERE datname LIKE $1 AND datname NOT IN ('template0', 'template1')",
    [like],
  );
  for (const { datname } of rows) await admin.query(`DROP DATABASE IF EXISTS "${datname}" WITH (FORCE)`);
}

async function withAdmin(url: string, work: (admin: Client) => Promise<void>): Promise<void> {
  const admin = new Client({ connectionString: url });
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}

async function hashOfMigrations(): Promise<string> {
  const directory = path.join(ROOT, "prisma/migrations");
  const hash = createHash("sha256");
  for (const file of (await readdir(directory, { recursive: true })).toSorted()) {
    if (/\.(sql|toml)$/.test(file)) hash.update(file).update(await readFile(path.join(directory, file)));
  }
  // The queue library brings migrations of its own.
  hash.update(await readFile(path.join(ROOT, "node_modules/graphile-worker/package.json")));
  hash.update(await readFile(path.join(ROOT, "lib/db/application-role.ts")));
  return hash.digest("hex").slice(0, 16);
}
