import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { Client } from "pg";
import { PlainError } from "./plain-error.mjs";
import { dataDirectory, inRoot } from "./root.mjs";
import { localSecrets } from "./secrets.mjs";
import { step } from "./steps.mjs";

/** Fills what is not set from `.env`. Not for a demo or development: they must not find a real database there. */
export function loadDotEnv() {
  if (existsSync(inRoot(".env"))) process.loadEnvFile(inRoot(".env"));
}

/**
 * The environment of the product. Which mode: `mode`, else APP_MODE, else that of the last `demo` or `dev` (so that
 * `admin` speaks to it), else `otherwise`. In production nothing is made up: the product names what is missing.
 */
export async function productEnvironment(session, { mode, otherwise = "production", ...given } = {}) {
  const isFree = !mode && !process.env.APP_MODE && !process.env.DATABASE_URL;
  const last = isFree ? await lastRun() : {};
  const APP_MODE = mode || process.env.APP_MODE || last.APP_MODE || otherwise;
  const NODE_ENV = APP_MODE === "development" ? "development" : "production";
  const env = { ...(await defaultsOf(APP_MODE)), ...last, ...process.env, ...given, APP_MODE, NODE_ENV };
  env.STORAGE_DIR ||= dataDirectory("files");
  env.DATABASE_URL ||= await localDatabase(session, APP_MODE);
  return env;
}

/** The product's database on the embedded PostgreSQL of a directory. */
export async function embeddedDatabase(session, home) {
  const server = await step("Starting PostgreSQL", () => session.postgres({ home }));
  void server.ended.then(() => (session.isStopping() ? undefined : stopWithout(session)));
  return createDatabase(server.url, "workbench");
}

/** Keeps what `admin` and `worker` need to know of a demo. */
export async function rememberRun(env) {
  const isPartOfIt = (name) => name.startsWith("FEISHU_") || name === "APP_URL" || name === "APP_MODE";
  const text = JSON.stringify(Object.fromEntries(Object.entries(env).filter(([name]) => isPartOfIt(name))));
  await mkdir(dataDirectory(), { recursive: true });
  await writeFile(dataDirectory("last-run.json"), `${text}\n`);
}

async function lastRun() {
  return JSON.parse(await readFile(dataDirectory("last-run.json"), "utf8").catch(() => "{}"));
}

async function defaultsOf(mode) {
  if (mode === "production") return {};
  return { APP_URL: `http://localhost:${process.env.PORT || 3000}`, ...(await localSecrets()) };
}

async function localDatabase(session, mode) {
  if (mode !== "production") return embeddedDatabase(session, dataDirectory());
  throw new PlainError(
    'DATABASE_URL is required when APP_MODE is production (see README, "Run it for real")',
  );
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
