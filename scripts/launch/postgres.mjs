import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { chown, mkdir, open, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { Client } from "pg";
import { freePort } from "./free-port.mjs";
import { startLeashed } from "./leashed.mjs";
import { createDataDirectory, placesFor } from "./postgres-places.mjs";
import { isAlive, withLock } from "./start-lock.mjs";

const START_TIMEOUT_MS = 60_000;
const SERVER_ENV = { PATH: process.env.PATH, TZ: "UTC" };
const CHARACTER_TYPES = ["C.UTF-8", "en_US.UTF-8", "C"];
const SETTINGS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "200",
  timezone: "UTC",
  log_timezone: "UTC",
  // A failed statement and its details may hold what people wrote: neither belongs in a log.
  log_min_error_statement: "panic",
  log_error_verbosity: "terse",
};
const NOT_DURABLE = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };

/**
 * A running PostgreSQL whose cluster lives in `home`; `home/postgres.json` says where, `home/postgres.log` what it did.
 * The first starter owns the server and stops it; a later one attaches to it, and its `stop()` does nothing.
 * `durable: false` is for tests that do not crash it. Answers `{ url, owned, serverPid, stop, kill }`.
 */
export async function startPostgres({ home, durable = true }) {
  await mkdir(home, { recursive: true });
  return withLock(path.join(home, "postgres.lock"), async () => {
    const places = await placesFor(home);
    const record = await readRecord(home);
    if (record && (await isOurs(record, places))) return running(record, places, undefined);
    await stopOrphan(places);
    return startServer({ home, durable, places, record });
  });
}

// A server that answers is used as it is, unless the leash that should end it is gone.
async function isOurs(record, places) {
  while (isAlive(record.keeper)) {
    if (await answers(record)) return true;
    if (!(await serverPid(places))) return false;
    await sleep(100); // starting, recovering or stopping
  }
  return false;
}

async function stopOrphan(places) {
  const pid = await serverPid(places);
  if (!pid) return;
  process.kill(pid, "SIGINT");
  while (isAlive(pid)) await sleep(50);
}

async function startServer({ home, durable, places, record }) {
  const isNew = !record || !existsSync(path.join(places.data, "PG_VERSION"));
  const password = isNew ? randomBytes(24).toString("base64url") : record.password;
  if (isNew) await createCluster({ home, durable, places, password });
  const port = await freePort(record?.port);
  const settings = { ...SETTINGS, ...(durable ? {} : NOT_DURABLE), port: String(port) };
  const log = await open(path.join(home, "postgres.log"), "a", 0o600);
  const args = [
    "-D",
    places.data,
    ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ];
  // SIGINT disconnects everybody and writes a checkpoint; SIGQUIT is the last resort.
  const signals = { stopSignal: "SIGINT", forceSignal: "SIGQUIT", graceMs: 30_000 };
  const keeper = startLeashed(places.postgres, args, {
    ...places.user,
    ...signals,
    stdio: log.fd,
    env: SERVER_ENV,
    cwd: "/",
  });
  await log.close();
  const started = { port, password, keeper: keeper.pid };
  try {
    await untilReady(started, keeper, home);
  } catch (error) {
    await keeper.stop();
    throw error;
  }
  await writeFile(path.join(home, "postgres.json"), `${JSON.stringify(started)}\n`, { mode: 0o600 });
  return running(started, places, keeper);
}

async function createCluster({ home, durable, places, password }) {
  await createDataDirectory(places);
  const passwordFile = path.join(path.dirname(places.data), "initdb.password");
  await rm(passwordFile, { force: true });
  await writeFile(passwordFile, password, { mode: 0o600, flag: "wx" });
  if (places.user.uid !== undefined) await chown(passwordFile, places.user.uid, places.user.gid);
  const access = ["--auth=scram-sha-256", "--username=postgres", `--pwfile=${passwordFile}`];
  const args = [`--pgdata=${places.data}`, "--encoding=UTF8", ...access, ...(durable ? [] : ["--no-sync"])];
  try {
    await initdb(places, args, CHARACTER_TYPES);
  } catch (error) {
    throw new Error(`PostgreSQL could not create its cluster in ${home}: ${error.stderr || error.message}`, {
      cause: error,
    });
  } finally {
    await rm(passwordFile, { force: true });
  }
}

// Order and case are PostgreSQL's own; what a letter is (for trigrams) it asks the system, which may lack a name.
async function initdb(places, args, [characterType, ...others]) {
  const locale = [
    "--locale=C",
    `--lc-ctype=${characterType}`,
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
  ];
  try {
    await promisify(execFile)(places.initdb, [...args, ...locale], {
      ...places.user,
      cwd: "/",
      env: SERVER_ENV,
    });
  } catch (error) {
    if (others.length === 0 || !String(error.stderr).includes("invalid locale name")) throw error;
    await createDataDirectory(places);
    await initdb(places, args, others);
  }
}

async function untilReady(record, keeper, home) {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!(await answers(record))) {
    const why = keeper.hasExited()
      ? "stopped at once"
      : Date.now() > deadline
        ? "does not answer"
        : undefined;
    if (why) throw new Error(`PostgreSQL ${why}; its log is ${path.join(home, "postgres.log")}`);
    await sleep(25);
  }
}

async function answers(record) {
  const client = new Client({ connectionString: urlOf(record), connectionTimeoutMillis: 2_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function running(record, places, keeper) {
  return {
    url: urlOf(record),
    owned: keeper !== undefined,
    serverPid: () => serverPid(places),
    stop: async () => {
      await keeper?.stop();
    },
    /** Ends the server as a power cut would: nothing is flushed, the next start recovers from its log. */
    kill: async () => {
      const pid = await serverPid(places);
      if (pid) process.kill(pid, "SIGKILL");
      await keeper?.exited;
    },
  };
}

function urlOf({ port, password }) {
  return `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`;
}

async function readRecord(home) {
  const text = await readFile(path.join(home, "postgres.json"), "utf8").catch(() => undefined);
  return text ? JSON.parse(text) : undefined;
}

async function serverPid({ data }) {
  const text = await readFile(path.join(data, "postmaster.pid"), "utf8").catch(() => "");
  const pid = Number(text.split("\n")[0]);
  return pid > 0 && isAlive(pid) ? pid : undefined;
}
