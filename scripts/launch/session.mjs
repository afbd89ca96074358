import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { liveChildren, startLeashed } from "./leashed.mjs";
import { PlainError } from "./plain-error.mjs";
import { startPostgres } from "./postgres.mjs";

// One Ctrl-C arrives up to three times: from the terminal, from npm and from the process that re-ran us.
const SAME_CTRL_C_MS = 1_000;

/**
 * What one command has started and has to end. Ctrl-C, SIGTERM, a closed terminal and the death of the process that
 * re-ran us stop the children, then the databases; a second Ctrl-C does not wait for the children.
 */
export function createSession({ interruptedCode }) {
  const foreground = [];
  const databases = [];
  let finishing;
  let interruptedAt;

  const children = () => [...liveChildren(), ...foreground];
  const finish = (code) => (finishing ??= stopAll(children(), databases, code));
  const interrupt = () => {
    interruptedAt ??= Date.now();
    if (!finishing) void finish(interruptedCode);
    else if (Date.now() - interruptedAt > SAME_CTRL_C_MS) for (const child of children()) child.force();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, interrupt);
  process.on("disconnect", interrupt);
  process.channel?.unref();

  const refuseWhenStopping = () => {
    if (finishing) throw new PlainError("stopped");
  };

  return {
    finish,
    isStopping: () => finishing !== undefined,
    /** A child that runs until the session ends, or ends first. */
    start: (...command) => {
      refuseWhenStopping();
      return startLeashed(...command);
    },
    /** A program in the foreground, which gets the terminal and its Ctrl-C itself; answers its exit code. */
    foreground: (command, args, env) => {
      refuseWhenStopping();
      const child = inForeground(command, args, env);
      foreground.push(child);
      return child.exited;
    },
    /** The PostgreSQL of a directory, ours until the session ends. */
    postgres: async (options) => {
      refuseWhenStopping();
      const starting = startPostgres(options);
      databases.push(starting);
      return starting;
    },
  };
}

async function stopAll(children, databases, code) {
  await Promise.all(children.map((child) => child.stop()));
  // One that is just starting is waited for: it cannot be left behind.
  const servers = await Promise.allSettled(databases);
  await Promise.all(servers.map(({ value }) => value?.stop()));
  process.exit(code);
}

function inForeground(command, args, env) {
  const child = spawn(command, args, { stdio: "inherit", env });
  const exited = new Promise((resolve) => {
    child.on("error", () => resolve(127));
    child.on("exit", (code) => resolve(code ?? 1));
  });
  const force = () => child.kill("SIGKILL");
  const stop = async () => {
    if (child.exitCode === null) child.kill("SIGTERM");
    const ended = await Promise.race([exited, sleep(20_000, undefined, { ref: false })]);
    if (ended === undefined) force();
    return exited;
  };
  return { exited, stop, force };
}
