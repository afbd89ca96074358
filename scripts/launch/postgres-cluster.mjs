import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { chown, mkdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";

/** What of our environment PostgreSQL's programs get: nothing that could be a secret. */
export const SERVER_ENV = { PATH: process.env.PATH, TZ: "UTC" };
const CHARACTER_TYPES = ["C.UTF-8", "en_US.UTF-8", "C"];

/** Makes a new cluster. One whose password nobody knows any more is set aside, never deleted. */
export async function createCluster({ places, durable, password }) {
  if (existsSync(path.join(places.data, "PG_VERSION")))
    await rename(places.data, `${places.data}.${Date.now()}`);
  const passwordFile = path.join(path.dirname(places.data), "initdb.password");
  await rm(passwordFile, { force: true });
  await writeFile(passwordFile, password, { mode: 0o600, flag: "wx" });
  await giveTo(places.user, passwordFile);
  const access = ["--auth=scram-sha-256", "--username=postgres", `--pwfile=${passwordFile}`];
  const args = [`--pgdata=${places.data}`, "--encoding=UTF8", ...access, ...(durable ? [] : ["--no-sync"])];
  try {
    await initdb(places, args, CHARACTER_TYPES);
  } catch (error) {
    const why = error.stderr || error.message;
    throw new Error(`PostgreSQL could not create its cluster in ${places.data}: ${why}`, { cause: error });
  } finally {
    await rm(passwordFile, { force: true });
  }
}

// Order and case are PostgreSQL's own; what a letter is (for trigrams) it asks the system, which may lack a name.
async function initdb(places, args, [characterType, ...others]) {
  await rm(places.data, { recursive: true, force: true });
  await mkdir(places.data, { mode: 0o700 });
  await giveTo(places.user, places.data);
  const provider = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  const options = { ...places.user, cwd: "/", env: SERVER_ENV };
  try {
    await promisify(execFile)(places.initdb, [...args, ...provider, `--lc-ctype=${characterType}`], options);
  } catch (error) {
    if (others.length === 0 || !String(error.stderr).includes("invalid locale name")) throw error;
    await initdb(places, args, others);
  }
}

async function giveTo({ uid, gid }, file) {
  if (uid !== undefined) await chown(file, uid, gid);
}
