import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const live = new Set();
const LEASH = fileURLToPath(new URL("leash.mjs", import.meta.url));

/** Every leashed command that has not ended yet. */
export function liveChildren() {
  return [...live];
}

/**
 * Starts a command that cannot outlive this process, not even when this process is killed with SIGKILL.
 * `exited` resolves with the exit code; `stop()` asks, waits for the grace and then forces; `force()` ends it now.
 */
export function startLeashed(command, args, options = {}) {
  const { stdio = "inherit", env = process.env, cwd, ...leash } = options;
  const order = { command, args, stopSignal: "SIGTERM", forceSignal: "SIGKILL", graceMs: 20_000, ...leash };
  const child = spawn(process.execPath, [LEASH, JSON.stringify(order)], {
    stdio: ["pipe", stdio, stdio],
    env,
    cwd,
    detached: true,
  });
  child.stdin.on("error", () => undefined);
  const exited = new Promise((resolve) => {
    child.on("error", () => resolve(127));
    child.on("close", (code) => resolve(code ?? 1));
  });
  const leashed = {
    pid: child.pid,
    stdout: child.stdout,
    stderr: child.stderr,
    exited,
    hasExited: () => child.exitCode !== null || child.signalCode !== null,
    stop: () => {
      child.stdin.end();
      return exited;
    },
    force: () => {
      child.kill("SIGUSR2");
      return exited;
    },
  };
  live.add(leashed);
  void exited.then(() => live.delete(leashed));
  return leashed;
}
