import { readFile } from "node:fs/promises";
import path from "node:path";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { setTimeout as sleep } from "node:timers/promises";

/** The process id of the server that runs on a data directory. */
export async function serverPid({ data }) {
  const text = await readFile(path.join(data, "postmaster.pid"), "utf8").catch(() => "");
  const pid = Number(text.split("\n")[0]);
  // After a crash the file stays, and its number may belong to anything by now.
  return pid > 0 && (await commandLine(pid)).includes(data) ? pid : undefined;
}

/** Stops a server that has lost its keeper, and waits for one that is stopping. */
export async function stopStray(places) {
  const pid = await serverPid(places);
  if (!pid) return;
  process.kill(pid, "SIGINT");
  while ((await serverPid(places)) === pid) await sleep(50);
}

async function commandLine(pid) {
  if (process.platform === "linux") return readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
  const ps = promisify(execFile)("ps", ["-o", "command=", "-p", String(pid)]);
  return ps.then(({ stdout }) => stdout).catch(() => "");
}
