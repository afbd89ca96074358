import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** A process of the product beside the test, with the test's environment, for killing. */
export type TestProcess = {
  /** All it printed, on both streams. */
  output(): string;
  /** Resolves once it has printed this. */
  says(text: string): Promise<void>;
  /** Resolves when it has ended by itself. */
  ended: Promise<unknown>;
  /** SIGKILL: nothing is cleaned up. */
  kill(): Promise<void>;
  /** SIGTERM; the exit code. */
  terminate(): Promise<number | null>;
};

/** Starts a TypeScript file of the repository as the product's development mode does. */
export function startProcess(file: string, environment: Record<string, string> = {}): TestProcess {
  const child: ChildProcess = spawn(process.execPath, ["--import", "tsx", file], {
    cwd: ROOT,
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (chunk: string) => (output += chunk));
  }
  const ended = once(child, "close");
  const has = async (text: string): Promise<void> => {
    while (!output.includes(text)) {
      if (child.exitCode !== null || child.signalCode !== null) {
        await ended;
        if (output.includes(text)) return;
        throw new Error(`${file} ended before it said "${text}":\n${output}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    await ended;
  };
  return {
    output: () => output,
    ended,
    says: has,
    kill: () => end("SIGKILL"),
    terminate: async () => {
      await end("SIGTERM");
      return child.exitCode;
    },
  };
}
