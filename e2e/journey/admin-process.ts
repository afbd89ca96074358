import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { ROOT } from "../world/child-process.ts";
import type { Admin } from "../world/customer.ts";
import { environmentOfWorld } from "./world-environment.ts";

/** What is asked of the process, and what it answers. */
export type Asked = { id: number; args: string[] };
export type Answered = { id: number; exitCode: number; output?: string };

type AdminProcess = { admin: Admin; stop: () => Promise<void> };

let ofWorker: Promise<AdminProcess> | undefined;

/** Runs the commands of `npm run admin` in one process beside this one: a start of Node less for each of them. */
export function adminOfWorker(): Promise<AdminProcess> {
  ofWorker ??= startAdminProcess(environmentOfWorld());
  return ofWorker;
}

async function startAdminProcess(environment: Record<string, string>): Promise<AdminProcess> {
  const child = fork(fileURLToPath(import.meta.resolve("./admin-child.ts")), {
    cwd: ROOT,
    execArgv: ["--import", "tsx"],
    env: { PATH: process.env["PATH"] ?? "", NODE_ENV: "production", ...environment },
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let complaints = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (complaints += text));
  const waiting = new Map<number, (answered: Answered) => void>();
  child.on("message", (answered: Answered) => waiting.get(answered.id)?.(answered));
  child.once("exit", () => waiting.forEach((answer, id) => answer({ id, exitCode: -1 })));
  const ended = once(child, "exit");
  await Promise.race([once(child, "message"), ended]);

  const admin: Admin = async (...args) => {
    const id = waiting.size + 1;
    const { exitCode, output = "" } = await new Promise<Answered>((resolve) => {
      waiting.set(id, resolve);
      child.send({ id, args } satisfies Asked);
    });
    if (exitCode !== 0) throw new Error(`admin ${args.join(" ")} failed:\n${complaints}`);
    return output;
  };
  return {
    admin,
    stop: async () => {
      child.disconnect();
      await ended;
    },
  };
}
