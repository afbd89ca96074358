import { execFileSync, spawnSync } from "node:child_process";

/** As whom PostgreSQL runs: it refuses root, so root uses the system user `postgres` and creates it if missing. */
export function serverUser() {
  if (process.getuid?.() !== 0) return {};
  return lookUp() ?? create();
}

/** Whether that user can enter and read a directory; asked of the kernel, as permissions of all parents count. */
export function canEnter(user, directory) {
  if (user.uid === undefined) return true;
  const check = spawnSync("/bin/sh", ["-c", 'cd "$0" && test -r .', directory], {
    ...user,
    cwd: "/",
    stdio: "ignore",
  });
  return check.status === 0;
}

function lookUp() {
  try {
    return { uid: idOf("-u"), gid: idOf("-g") };
  } catch {
    return undefined;
  }
}

function create() {
  const args = ["--system", "--user-group", "--no-create-home", "--shell", "/bin/false", "postgres"];
  const result = spawnSync("useradd", args, { encoding: "utf8" });
  const user = lookUp();
  if (user) return user;
  const why = result.error?.message ?? result.stderr;
  throw new Error(`PostgreSQL cannot run as root and the user "postgres" could not be created: ${why}`);
}

function idOf(flag) {
  return Number(
    execFileSync("id", [flag, "postgres"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }),
  );
}
