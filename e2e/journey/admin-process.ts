import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { ROOT } from "../world/child-process.ts";
import type { Admin } from "../world/customer.ts";

/** What is asked of the process, and what it answers. */
export type Asked = { id: number; args: string[] };
export type Answered = { id: number; exitCode: number };

/** Runs the commands of `npm run admin` in one process of its own: a start of Node less for each of them. */
export async function startAdminProcess(environment: Record<string, string>) {
  const child = fork(fileURLToPath(import.meta.resolve("./admin-child.ts")), {
    cwd: ROOT,
    execArgv: ["--import", "tsx"],
    env: { PATH: process.env["PATH"] ?? "", NODE_ENV: "production", ...environment },
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let complaints = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (complaints += text));
  const waiting = new Map<number, (exitCode: number) => void>();
  child.on("message", ({ id, exitCode }: Answered) => waiting.get(id)?.(exitCode));
  child.once("exit", () => waiting.forEach((answer) => answer(-1)));
  const ended = once(child, "exit");
  await Promise.race([once(child, "message"), ended]);

  const admin: Admin = async (...args) => {
    const id = waiting.size + 1;
    const exitCode = await new Promise<number>((resolve) => {
      waiting.set(id, resolve);
      child.send({ id, args } satisfies Asked);
    });
    if (exitCode !== 0) throw new Error(`admin ${args.join(" ")} failed:\n${complaints}`);
    return "";
  };
  return {
    admin,
    stop: async () => {
      child.disconnect();
      await ended;
    },
  };
}
