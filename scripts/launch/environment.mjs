import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { Client } from "pg";
import { PlainError } from "./plain-error.mjs";
import { dataDirectory, inRoot } from "./root.mjs";
import { localSecrets } from "./secrets.mjs";
import { step } from "./steps.mjs";

const LAST_RUN = "last-run.json";

/**
 * The environment of the product for one command: what is set, else .env, else what the last `demo` or `dev` ran with
 * (so that `admin` speaks to it), else defaults. In production nothing is made up: the product names what is missing.
 */
export async function productEnvironment(session, { mode, ...given } = {}) {
  if (existsSync(inRoot(".env"))) process.loadEnvFile(inRoot(".env"));
  const last = mode || process.env.APP_MODE || process.env.DATABASE_URL ? {} : await lastRun();
  const appMode = mode ?? process.env.APP_MODE ?? last.APP_MODE ?? "production";
  const isLocal = appMode !== "production";
  if (!isLocal && !process.env.DATABASE_URL) {
    throw new PlainError("DATABASE_URL is required when APP_MODE is production (see README, “Run it for real”)");
  }
  const defaults = isLocal ? { APP_URL: "http://localhost:3000", ...(await localSecrets()) } : {};
  const env = { ...defaults, ...last, ...process.env, ...given, APP_MODE: appMode };
  env.NODE_ENV = appMode === "development" ? "development" : "production";
  env.DATABASE_URL ||= await embeddedDatabase(session, dataDirectory());
  return env;
}

/** The product's database on the embedded PostgreSQL of a directory. */
export async function embeddedDatabase(session, home) {
  const server = await step("Starting PostgreSQL", () => session.postgres({ home }));
  server.ended.then(() => session.isStopping() || stopWithout(session));
  return createDatabase(server.url, "workbench");
}

/** What `admin` and `worker` need to know of a running demo. */
export async function rememberRun(env) {
  const names = Object.keys(env).filter((name) => name.startsWith("FEISHU_") || name === "APP_URL" || name === "APP_MODE");
  const text = JSON.stringify(Object.fromEntries(names.map((name) => [name, env[name]])), undefined, 2);
  await mkdir(dataDirectory(), { recursive: true });
  await writeFile(dataDirectory(LAST_RUN), `${text}\n`);
}

async function lastRun() {
  const text = await readFile(dataDirectory(LAST_RUN), "utf8").catch(() => "{}");
  return JSON.parse(text);
}

async function createDatabase(adminUrl, name) {
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    const { rowCount } = await admin.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
    if (rowCount === 0) await admin.query(`CREATE DATABASE "${name}"`);
  } catch (error) {
    if (error.code !== "42P04") throw error; // another starter was faster
  } finally {
    await admin.end();
  }
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.href;
}

function stopWithout(session) {
  console.error("PostgreSQL has ended unexpectedly; its log is in the data directory (postgres.log)");
  return session.finish(1);
}
