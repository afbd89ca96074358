import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { startPostgres, type RunningPostgres } from "./postgres.mjs";

let home: string;
let data: string | undefined;

// One cluster for all: making one takes longer than the tests.
beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), "postgres-test-"));
  await chmod(home, 0o755);
});

afterAll(async () => {
  if (data) await rm(data, { recursive: true, force: true });
  await rm(home, { recursive: true, force: true });
});

describe("the embedded PostgreSQL", () => {
  it("is durable, on the loopback only, with order and letters that do not depend on the machine", async () => {
    const server = await start();
    expect(await setting(server, "fsync")).toBe("on");
    expect(await setting(server, "synchronous_commit")).toBe("on");
    expect(await setting(server, "listen_addresses")).toBe("127.0.0.1");
    expect(await setting(server, "max_connections")).toBe("200");
    expect(
      await one(server, "SELECT lower('ÄЖ') || pg_encoding_to_char(encoding) FROM pg_database LIMIT 1"),
    ).toBe("äжUTF8");
    await server.stop();
  });

  it("tells its password to nobody else, and does not let in without it", async () => {
    const server = await start();
    const { mode } = await stat(path.join(home, "postgres.json"));
    expect(mode & 0o077).toBe(0);
    const wrong = new URL(server.url);
    wrong.password = "postgres";
    await expect(new Client({ connectionString: wrong.href }).connect()).rejects.toThrow(
      "password authentication failed",
    );
    await server.stop();
  });

  it("keeps its data and its address over a restart", async () => {
    const first = await start();
    await one(first, "CREATE TABLE stopped AS SELECT 42 AS answer");
    await first.stop();
    expect(await first.serverPid()).toBeUndefined();
    const second = await start();
    expect(second.url).toBe(first.url);
    expect(await one(second, "SELECT answer FROM stopped")).toBe(42);
    await second.stop();
  });

  it("is shared by a second starter and stops with the last", async () => {
    const [first, second] = await Promise.all([start(), start()]);
    expect(first.started).not.toBe(second.started);
    await first.stop();
    expect(await one(second, "SELECT 1")).toBe(1);
    await second.stop();
    expect(await second.serverPid()).toBeUndefined();
  });

  it("recovers what was committed when it was killed", async () => {
    const server = await start();
    await one(server, "CREATE TABLE kept AS SELECT 42 AS answer");
    await server.kill();
    const again = await start();
    expect(again.started).toBe(true);
    expect(await one(again, "SELECT answer FROM kept")).toBe(42);
    await again.stop();
  });

  it("sets a cluster aside whose password is lost, instead of deleting it", async () => {
    const server = await start();
    await server.stop();
    await rm(path.join(home, "postgres.json"));
    const again = await start();
    expect(await one(again, "SELECT 1")).toBe(1);
    await again.stop();
  });

  it("starts when a killed starter has left its lock", async () => {
    const killed = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
    await writeFile(path.join(home, "postgres.lock"), String(killed.pid));
    killed.kill("SIGKILL");
    await once(killed, "exit");
    const server = await start();
    expect(server.started).toBe(true);
    await server.stop();
  });

  it("logs no statement, as statements hold what people wrote", async () => {
    const server = await start();
    await expect(one(server, "SELECT 'a private word' FROM nowhere")).rejects.toThrow("does not exist");
    await server.stop();
    expect(await readFile(path.join(home, "postgres.log"), "utf8")).not.toContain("a private word");
  });
});

describe("a starter killed with SIGKILL", () => {
  it("leaves no PostgreSQL behind", async () => {
    const starter = await startElsewhere();
    const server = await start();
    expect(server.started).toBe(false);
    const pid = await server.serverPid();
    starter.kill("SIGKILL");
    await once(starter, "exit");
    expect(await one(server, "SELECT 1")).toBe(1); // still ours
    await server.stop();
    await vi.waitFor(() => expect(() => process.kill(Number(pid), 0)).toThrow("ESRCH"), 10_000);
  });

  it("leaves no PostgreSQL behind when it was the only one", async () => {
    const starter = await startElsewhere();
    const pid = Number((await readFile(path.join(home, "postgres/postmaster.pid"), "utf8")).split("\n")[0]);
    starter.kill("SIGKILL");
    await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow("ESRCH"), 10_000);
  });
});

async function start(): Promise<RunningPostgres> {
  const server = await startPostgres({ home });
  data = server.data;
  return server;
}

/** Another process that starts it and does nothing else. */
async function startElsewhere(): Promise<ChildProcess> {
  const file = path.resolve("scripts/launch/postgres.mjs");
  const code = `await (await import(${JSON.stringify(file)})).startPostgres({ home: ${JSON.stringify(home)} });
    console.log("started"); setInterval(() => {}, 1000);`;
  const starter = spawn(process.execPath, ["--input-type=module", "-e", code], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(starter.stdout, "data");
  return starter;
}

async function setting(server: RunningPostgres, name: string): Promise<unknown> {
  return one(server, `SELECT current_setting('${name}')`);
}

async function one(server: RunningPostgres, sql: string): Promise<unknown> {
  const client = new Client({ connectionString: server.url });
  await client.connect();
  try {
    const { rows } = await client.query<unknown[]>({ text: sql, rowMode: "array" });
    return rows[0]?.[0];
  } finally {
    await client.end();
  }
}
