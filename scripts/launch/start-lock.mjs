import { randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { link, readFile, rename, rm, writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

const GIVE_UP_MS = 90_000;

/** Runs `work` while no other process runs it for the same file; a lock left by a killed process is taken over. */
export async function withLock(file, work) {
  const deadline = Date.now() + GIVE_UP_MS;
  while (!(await taken(file))) {
    if (Date.now() > deadline)
      throw new Error(`${file} is held by process ${await holderOf(file)}: delete it if that is wrong`);
    await removeIfStale(file);
    await sleep(50);
  }
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}

// A killed process that nobody has waited for yet still has its id; in a container that can be for ever.
function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error.code === "EPERM";
  }
  const stat = existsSync(`/proc/${pid}/stat`) ? readFileSync(`/proc/${pid}/stat`, "utf8") : "";
  return !/\) Z /.test(stat);
}

// Written aside and linked, so that nobody reads a lock that has no holder yet.
async function taken(file) {
  const mine = `${file}.${randomUUID()}`;
  await writeFile(mine, String(process.pid));
  try {
    await link(mine, file);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  } finally {
    await rm(mine, { force: true });
  }
}

async function holderOf(file) {
  return Number(await readFile(file, "utf8").catch(() => "0"));
}

// Between looking and removing another starter may have taken the lock anew: then it is put back.
async function removeIfStale(file) {
  const holder = await holderOf(file);
  if (holder === 0 || isAlive(holder)) return;
  const aside = `${file}.${randomUUID()}`;
  const moved = await rename(file, aside).then(
    () => true,
    () => false,
  );
  if (!moved) return;
  if ((await holderOf(aside)) !== holder) await link(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
}
