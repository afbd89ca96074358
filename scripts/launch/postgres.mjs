import { randomBytes } from "node:crypto";
import { mkdir, open, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { freePort } from "./free-port.mjs";
import { SERVER_ENV, createCluster } from "./postgres-cluster.mjs";
import { hold, startKeeper } from "./postgres-hold.mjs";
import { placesFor } from "./postgres-places.mjs";
import { serverPid, stopStray } from "./postgres-process.mjs";
import { withLock } from "./start-lock.mjs";

// Below the ports that outgoing connections get: one of those could take it while the server is down.
const FIRST_PORT = 20_000;
const PORTS = 10_000;
const START_TIMEOUT_MS = 60_000;
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
 * The first caller starts it, a later one uses the same; it stops when the last of them has called `stop()` or died.
 * `durable: false` is for tests that do not crash it.
 */
export async function startPostgres({ home, durable = true }) {
  await mkdir(home, { recursive: true });
  return withLock(path.join(home, "postgres.lock"), async () => {
    const places = await placesFor(home);
    const record = await readRecord(home);
    const held = record && (await hold(record));
    if (held) return running({ record, places, held, started: false });
    await stopStray(places);
    return start({ home, durable, places, record: record ?? (await newCluster({ home, durable, places })) });
  });
}

async function newCluster({ home, durable, places }) {
  const password = randomBytes(24).toString("base64url");
  await createCluster({ places, durable, password });
  const record = { password };
  await writeRecord(home, record); // from here on the cluster is complete
  return record;
}

async function start({ home, durable, places, record: { password, port: lastPort } }) {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < deadline) {
    const port = await freePort(lastPort ?? FIRST_PORT + Math.floor(Math.random() * PORTS));
    const token = randomBytes(16).toString("base64url");
    const gate = await startServer({ home, durable, places, port, token });
    const record = { port, password, gate, token };
    const held = await hold(record);
    if (held && (await isReady(record, held, deadline))) {
      await writeRecord(home, record);
      return running({ record, places, held, started: true });
    }
    await held?.release();
    // After a crash the last of the old server's processes may still be leaving; another may have taken the port.
    await sleep(500);
  }
  throw new Error(`PostgreSQL does not start; its log is ${path.join(home, "postgres.log")}`);
}

async function startServer({ home, durable, places, port, token }) {
  const settings = { ...SETTINGS, ...(durable ? {} : NOT_DURABLE), port: String(port) };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const order = { command: places.postgres, args: ["-D", places.data, ...flags], token, ...places.user };
  const log = await open(path.join(home, "postgres.log"), "a", 0o600);
  try {
    return await startKeeper(order, { log: log.fd, env: SERVER_ENV });
  } finally {
    await log.close();
  }
}

async function isReady(record, held, deadline) {
  while (!held.isOver() && Date.now() < deadline) {
    if (await answers(record)) return true;
    await sleep(25);
  }
  return false;
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

function running({ record, places, held, started }) {
  return {
    url: urlOf(record),
    started,
    data: places.data,
    ended: held.ended,
    serverPid: () => serverPid(places),
    stop: () => held.release(),
    kill: async () => {
      const pid = await serverPid(places);
      if (pid) process.kill(pid, "SIGKILL");
      await held.ended;
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

async function writeRecord(home, record) {
  const file = path.join(home, "postgres.json");
  await writeFile(`${file}.new`, `${JSON.stringify(record)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
}
