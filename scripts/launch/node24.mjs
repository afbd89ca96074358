import { spawn } from "node:child_process";
import { inRoot } from "./root.mjs";

/** The Node that npm installed, whatever the host has. */
export function node24() {
  return inRoot("node_modules", "node", "bin", "node");
}

/** Whether this process can run the product itself. */
export function runsOnNode24() {
  return Number(process.versions.node.split(".")[0]) >= 24;
}

/** Runs this same command on Node 24 and ends with its exit code; the channel tells it if this process is killed. */
export function rerunOnNode24() {
  const child = spawn(node24(), process.argv.slice(1), { stdio: ["inherit", "inherit", "inherit", "ipc"] });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => process.exit(code ?? (signal ? 130 : 1)));
}
