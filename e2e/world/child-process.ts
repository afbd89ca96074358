import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** A program of the product or of the tests, with everything it printed. */
export type Program = {
  name: string;
  pid: number;
  /** Everything printed so far, both streams. */
  output: () => string;
  /** Resolves with the first printed line that matches; rejects when the program ends before. */
  printed: (pattern: RegExp) => Promise<RegExpExecArray>;
  isRunning: () => boolean;
  /** The exit code once it has ended, null when a signal ended it. */
  ended: Promise<number | null>;
  /** Sends the signal, unless it has ended, and waits for the end. */
  stop: (signal?: NodeJS.Signals) => Promise<number | null>;
};

/** Starts `node …args` in the repository's root. */
export function startProgram(name: string, args: string[], env: Record<string, string>): Program {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: {
      PATH: process.env["PATH"] ?? "",
      HOME: process.env["HOME"] ?? "",
      TZ: "UTC",
      NODE_ENV: "production",
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8");
    stream.on("data", (text: string) => (output += text));
  }
  const ended = once(child, "close").then(() => child.exitCode);
  return {
    name,
    pid: child.pid ?? 0,
    output: () => output,
    printed: (pattern) => printed(child, pattern, () => output),
    isRunning: () => child.exitCode === null && child.signalCode === null,
    ended,
    stop: (signal = "SIGTERM") => {
      child.kill(signal);
      return ended;
    },
  };
}

function printed(child: ChildProcess, pattern: RegExp, output: () => string): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const found = pattern.exec(output());
      if (found) settle(() => resolve(found));
    };
    const ended = (): void =>
      settle(() => reject(new Error(`ended before printing ${String(pattern)}:\n${output().slice(-4000)}`)));
    const settle = (finish: () => void): void => {
      child.stdout?.off("data", look);
      child.stderr?.off("data", look);
      child.off("close", ended);
      finish();
    };
    child.stdout?.on("data", look);
    child.stderr?.on("data", look);
    child.on("close", ended);
    look();
  });
}
