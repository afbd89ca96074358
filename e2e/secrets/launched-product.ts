import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";
import { startProgram, type Program } from "../world/child-process";
import { until } from "../world/until";
import type { Secret } from "./find-secrets";

const recordSchema = z.object({ port: z.number(), password: z.string(), token: z.string() });

/** The product as a person starts it: the launcher, its PostgreSQL, a server, a worker. */
export type LaunchedProduct = {
  appUrl: string;
  environment: Record<string, string>;
  /** What was made up for this installation. */
  secrets: Secret[];
  databaseUrl: string;
  /** `npm run admin -- …`; answers what it printed. */
  admin: (...args: string[]) => Promise<string>;
  stop: () => Promise<void>;
  /** Everything logged so far, by where it stands. */
  logs: () => Promise<{ launcher: string; server: string; worker: string; postgres: string }>;
  remove: () => Promise<void>;
};

/** Starts it all through the launcher, with an embedded PostgreSQL in a directory of its own and a log that tells everything. */
export async function launchProduct(feishuUrl: string, port: number): Promise<LaunchedProduct> {
  const home = await mkdtemp(path.join(tmpdir(), "launched-"));
  await chmod(home, 0o755); // started by root, PostgreSQL runs as another user
  const key = randomBytes(32).toString("base64");
  const own = {
    AUTH_SECRET: randomBytes(32).toString("base64url"),
    ENCRYPTION_KEYS: `launched:${key}`,
    METRICS_TOKEN: randomBytes(24).toString("base64url"),
  };
  const environment: Record<string, string> = {
    ...own,
    APP_MODE: "demo",
    APP_URL: `http://localhost:${port}`,
    PORT: String(port),
    DATA_DIR: home,
    FEISHU_API_BASE: feishuUrl,
    FEISHU_ACCOUNTS_BASE: feishuUrl,
    FEISHU_APPLINK_BASE: feishuUrl,
    FEISHU_JSSDK_URL: `${feishuUrl}/jssdk/h5-js-sdk.js`,
    LOG_LEVEL: "debug",
    RUN_WORKER: "false",
  };
  const launch = (...args: string[]): Program =>
    startProgram(`launcher ${args[0]}`, ["scripts/launch.mjs", ...args], environment);
  const server = launch("start");
  await until("the server to be ready", () => isReady(server, environment["APP_URL"] ?? ""), 80_000);
  const worker = launch("worker");
  await worker.printed(/worker\.started/);
  const record = recordSchema.parse(JSON.parse(await readFile(path.join(home, "postgres.json"), "utf8")));
  const others: Program[] = [];
  return {
    appUrl: environment["APP_URL"] ?? "",
    environment,
    databaseUrl: `postgresql://postgres:${record.password}@127.0.0.1:${record.port}/workbench`,
    secrets: [
      { what: "AUTH_SECRET", value: own.AUTH_SECRET },
      { what: "ENCRYPTION_KEYS", value: key },
      { what: "METRICS_TOKEN", value: own.METRICS_TOKEN },
      { what: "database password", value: record.password },
      { what: "token of the database's keeper", value: record.token },
    ],
    admin: async (...args) => {
      const command = launch("admin", "--", ...args);
      others.push(command);
      await command.ended;
      return command.output();
    },
    stop: async () => {
      await Promise.all([server.stop(), worker.stop()]);
    },
    logs: async () => ({
      launcher: [server, worker, ...others].map((one) => linesOf(one, false)).join("\n"),
      server: linesOf(server, true),
      worker: linesOf(worker, true),
      postgres: await readFile(path.join(home, "postgres.log"), "utf8"),
    }),
    remove: () => rm(home, { recursive: true, force: true }),
  };
}

/** The product's own lines are JSON; the rest is the launcher's, and whatever anybody printed past the log. */
function linesOf(program: Program, ofTheProduct: boolean): string {
  const lines = program.output().split("\n");
  return lines.filter((line) => line.startsWith("{") === ofTheProduct).join("\n");
}

async function isReady(server: Program, appUrl: string): Promise<boolean> {
  if (!server.isRunning()) throw new Error(`the server ended:\n${server.output().slice(-4_000)}`);
  const response = await fetch(`${appUrl}/api/health/ready`).catch(() => undefined);
  return response?.ok === true;
}
