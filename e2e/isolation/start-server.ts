import { absentProvider } from "./oidc-rows";
import { startProgram, type Program } from "../world/child-process";
import { until } from "../world/until";

/** The built server with the environment of this test. */
export async function startServer(): Promise<Program> {
  const environment: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env))
    if (value !== undefined && !name.startsWith("VITEST")) environment[name] = value;
  const server = startProgram("server", ["dist/server.mjs"], {
    ...environment,
    ...absentProvider,
    NODE_ENV: "production",
  });
  await until("the server to be ready", () => isReady(server), 60_000);
  return server;
}

async function isReady(server: Program): Promise<boolean> {
  if (!server.isRunning()) throw new Error(`the server ended:\n${server.output().slice(-4_000)}`);
  const response = await fetch(`${process.env["APP_URL"]}/api/health/ready`).catch(() => undefined);
  return response?.ok === true;
}
