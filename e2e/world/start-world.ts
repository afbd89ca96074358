import { randomBytes } from "node:crypto";
import { readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { startOwnPostgres, type OwnPostgres } from "../../lib/testing/embedded-postgres";
import { startTestProvider } from "../oidc/start.ts";
import { startProgram, type Program } from "./child-process.ts";
import { freePort } from "./free-port.ts";
import { migrate } from "./migrate.ts";
import { runAdmin } from "./run-admin.ts";
import { until } from "./until.ts";

/** The whole product as built, with its own PostgreSQL and its own local Feishu. */
export type World = {
  appUrl: string;
  feishuUrl: string;
  databaseUrl: string;
  postgres: OwnPostgres;
  /** What server, worker and command line are told; secrets included, so that a test can search for them. */
  environment: Record<string, string>;
  /** Every program that was started, also those that ended, with what they printed. */
  programs: Program[];
  /** On the world's own port, or as one more server on another. */
  startServer: (port?: number) => Promise<Program>;
  startWorker: () => Promise<Program>;
  /** `npm run admin -- …` as built; answers what it printed. */
  admin: (...args: string[]) => Promise<string>;
  postgresLog: () => Promise<string>;
  stop: () => Promise<void>;
};

type WorldOptions = {
  /** Environment on top of the usual one, such as RUN_WORKER. */
  environment?: Record<string, string>;
  /** With an OpenID provider for the desk and the console. */
  openId?: boolean;
};

/** The provider of the tests, as desk and console are told of it. */
async function startOpenId(
  appUrl: string,
): Promise<{ program: Program; environment: Record<string, string> }> {
  const secret = randomBytes(24).toString("base64url");
  const { program, url } = await startTestProvider({ appUrl, secret });
  const doors = ["DESK", "CONSOLE"].flatMap((door) => [
    [`${door}_OIDC_ISSUER`, url],
    [`${door}_OIDC_CLIENT_ID`, door.toLowerCase()],
    [`${door}_OIDC_CLIENT_SECRET`, secret],
    [`${door}_OIDC_NAME`, "Vendor ID"],
  ]);
  return { program, environment: Object.fromEntries(doors) as Record<string, string> };
}

async function startFeishu(appUrl: string): Promise<{ program: Program; url: string }> {
  const program = startProgram(
    "local feishu",
    ["--import", "tsx", "e2e/feishu/main.ts", "--port", "0", "--app-url", appUrl],
    {},
  );
  const [, url = ""] = await program.printed(/local feishu ready (\S+)/);
  return { program, url };
}

/** Starts everything except server and worker, which a test starts (and kills) itself. */
export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const port = await freePort();
  const appUrl = `http://localhost:${port}`;
  const [postgres, feishu, openId] = await Promise.all([
    startOwnPostgres(),
    startFeishu(appUrl),
    options.openId ? startOpenId(appUrl) : null,
  ]);
  const environment: Record<string, string> = {
    APP_MODE: "production",
    APP_URL: appUrl,
    PORT: String(port),
    DATABASE_URL: postgres.url,
    AUTH_SECRET: randomBytes(32).toString("base64url"),
    ENCRYPTION_KEYS: `world:${randomBytes(32).toString("base64")}`,
    METRICS_TOKEN: randomBytes(24).toString("base64url"),
    STORAGE_DIR: path.join(tmpdir(), `ailink-world-files-${process.pid}`),
    FEISHU_API_BASE: feishu.url,
    FEISHU_ACCOUNTS_BASE: feishu.url,
    FEISHU_APPLINK_BASE: feishu.url,
    FEISHU_JSSDK_URL: `${feishu.url}/jssdk/h5-js-sdk.js`,
    ...openId?.environment,
    ...options.environment,
  };
  Object.assign(environment, await migrate(postgres.url));
  const programs: Program[] = [feishu.program, ...(openId ? [openId.program] : [])];
  const start = (name: string, args: string[], more: Record<string, string> = {}): Program => {
    const program = startProgram(name, args, { ...environment, ...more });
    programs.push(program);
    return program;
  };
  return {
    appUrl,
    feishuUrl: feishu.url,
    databaseUrl: postgres.url,
    postgres,
    environment,
    programs,
    startServer: async (ownPort = port) => {
      const server = start("server", ["dist/server.mjs"], { PORT: String(ownPort) });
      await until("the server to be ready", () => isReady(server, `http://localhost:${ownPort}`), 60_000);
      return server;
    },
    startWorker: async () => {
      const worker = start("worker", ["dist/worker.mjs"]);
      await worker.printed(/worker\.started/);
      return worker;
    },
    admin: (...args) => runAdmin(environment, args),
    postgresLog: () => readFile(postgres.logFile, "utf8"),
    stop: async () => {
      await Promise.all(programs.map((program) => program.stop()));
      await postgres.remove();
      await rm(environment["STORAGE_DIR"] ?? "", { recursive: true, force: true });
    },
  };
}

async function isReady(server: Program, url: string): Promise<true | undefined> {
  if (!server.isRunning()) throw new Error(`the server ended:\n${server.output().slice(-4000)}`);
  const response = await fetch(`${url}/api/health/ready`).catch(() => undefined);
  return response?.ok === true ? true : undefined;
}
