import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { Client } from "pg";
import { PlainError } from "./plain-error.mjs";
import { inRoot, npmProgram } from "./root.mjs";
import { quietly, step } from "./steps.mjs";

const MIGRATION_LOCK = 7_154_000;
const OLDEST_POSTGRES = 150_000;
const MISSING_DATABASE = "3D000";

/** The arguments that run Prisma's command line with Node. */
export function prismaArgs(...args) {
  return [npmProgram("prisma/build/index.js"), ...args];
}

/** Generates the database client unless it was made from this very schema. */
export async function ensureGenerated() {
  const schema = await readFile(inRoot("prisma/schema.prisma"));
  const lock = await readFile(inRoot("package-lock.json"));
  const hash = createHash("sha256").update(schema).update(lock).digest("hex");
  const stamp = inRoot("node_modules/.cache/launch/generated");
  const known = await readFile(stamp, "utf8").catch(() => "");
  if (known === hash && existsSync(inRoot("lib/db/generated"))) return;
  await step("Generating the database client", () => prisma(process.env, "generate"));
  await mkdir(path.dirname(stamp), { recursive: true });
  await writeFile(stamp, hash);
}

/** Applies pending migrations; several starters at once take turns. */
export async function migrate(url) {
  const client = new Client({ connectionString: url });
  client.on("error", () => undefined);
  try {
    await connect(client);
    if ((await pendingOf(client)).length > 0) {
      await step("Applying migrations", () =>
        prisma({ ...process.env, DATABASE_URL: url }, "migrate", "deploy"),
      );
    }
    // The queue library brings its own schema up to date, and does nothing where it is.
    const { migrateQueue } = await import("../../lib/jobs/migrate-queue.ts");
    await migrateQueue(url);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Migrates the product's database and lets `env` name the role in which server and worker are to work there. Migrations run
 * as the owner: DATABASE_MIGRATE_URL, which then nobody else gets to know, or DATABASE_URL.
 */
export async function prepareDatabase(env) {
  const { DATABASE_MIGRATE_URL, DATABASE_URL: url, DATABASE_ROLE: wished } = env;
  const ownerUrl = DATABASE_MIGRATE_URL || url;
  delete env.DATABASE_MIGRATE_URL;
  await migrate(ownerUrl);
  if (wished === "none") return;
  const { APPLICATION_ROLE, RoleRefused, grantApplicationRole } =
    await import("../../lib/db/application-role.ts");
  const role = wished || APPLICATION_ROLE;
  try {
    await grantApplicationRole({ ownerUrl, url, role });
    env.DATABASE_ROLE = role;
  } catch (error) {
    if (!(error instanceof RoleRefused)) throw error;
    if (wished) throw new PlainError(`DATABASE_ROLE: ${error.message}`);
    console.error(`Warning: ${error.message} Until then it works with all rights of DATABASE_URL.`);
  }
}

async function connect(client) {
  try {
    await client.connect();
  } catch (error) {
    if (error.code === MISSING_DATABASE)
      throw new PlainError(`DATABASE_URL: ${error.message}; create it first`);
    throw new PlainError(
      `DATABASE_URL: cannot connect to ${client.host}:${client.port}: ${error.message || error.code}`,
    );
  }
  const { rows } = await client.query("SHOW server_version_num");
  if (Number(rows[0].server_version_num) < OLDEST_POSTGRES) {
    throw new PlainError("DATABASE_URL: this PostgreSQL is older than 15");
  }
  await client.query("SELECT pg_advisory_lock($1)", [MIGRATION_LOCK]); // until the connection ends
}

async function pendingOf(client) {
  const entries = await readdir(inRoot("prisma/migrations"), { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const { rows: tables } = await client.query("SELECT to_regclass('_prisma_migrations') AS name");
  if (tables[0].name === null) return names;
  const { rows } = await client.query(
    "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL",
  );
  const applied = new Set(rows.map((row) => row.migration_name));
  return names.filter((name) => !applied.has(name));
}

async function prisma(env, ...args) {
  const { code, output } = await quietly(process.execPath, prismaArgs(...args), { env });
  if (code !== 0) throw new PlainError(output);
}
