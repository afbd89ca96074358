import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

const TICKS_PER_SECOND = Number(execFileSync("getconf", ["CLK_TCK"]).toString());

type Stat = { parent: number; own: number; ofEndedChildren: number };

function stat(pid: number): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = text
      .slice(text.lastIndexOf(")") + 2)
      .split(" ")
      .map(Number);
    const at = (index: number): number => fields[index] ?? 0;
    return { parent: at(1), own: at(11) + at(12), ofEndedChildren: at(13) + at(14) };
  } catch {
    return undefined; // it ended meanwhile
  }
}

const microseconds = (ticks: number): number => (ticks / TICKS_PER_SECOND) * 1e6;

/** CPU time a process has used, in µs. */
export function cpuOf(pid: number): number {
  return microseconds(stat(pid)?.own ?? 0);
}

/** CPU time PostgreSQL has used in all its processes, also those that ended, in µs; `backend` is any of its backends. */
export function cpuOfPostgres(backend: number): number {
  const postmaster = stat(backend)?.parent ?? 0;
  const own = stat(postmaster);
  const pids = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  const children = pids.map(stat).filter((found) => found?.parent === postmaster);
  return microseconds(
    (own?.own ?? 0) +
      (own?.ofEndedChildren ?? 0) +
      children.reduce((sum, child) => sum + (child?.own ?? 0), 0),
  );
}

/** What Node is started with so that `heldMemoryOf` can be asked. */
export const MEASURED = ["--expose-gc", "--import", new URL("./collect-garbage.mjs", import.meta.url).href];

/** Resident memory of a process started with `MEASURED` in bytes, without its garbage. */
export async function heldMemoryOf(pid: number): Promise<number> {
  process.kill(pid, "SIGUSR2");
  await sleep(500);
  const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
  return Number(line?.[1] ?? 0) * 1024;
}
