import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { startLeashed } from "./leashed.mjs";
import { PlainError } from "./plain-error.mjs";
import { startPostgres } from "./postgres.mjs";

/**
 * What one command has started and has to end. Ctrl-C, SIGTERM, a closed terminal and the death of the process that
 * re-ran us stop the children, then the databases; a second Ctrl-C does not wait for the children.
 */
export function createSession({ interruptedCode }) {
  const children = [];
  const databases = [];
  let finishing;

  const finish = (code) => (finishing ??= stopAll(children, databases, code));

  const interrupt = () => {
    if (finishing) for (const child of children) child.force();
    else void finish(interruptedCode);
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
    start: (command, args, options) => {
      refuseWhenStopping();
      const child = startLeashed(command, args, options);
      children.push(child);
      return child;
    },
    /** A program in the foreground, which gets the terminal and its Ctrl-C itself; answers its exit code. */
    foreground: (command, args, env) => {
      refuseWhenStopping();
      const child = spawn(command, args, { stdio: "inherit", env });
      const exited = new Promise((resolve) => {
        child.on("error", () => resolve(127));
        child.on("exit", (code) => resolve(code ?? 1));
      });
      children.push({ stop: () => stopForeground(child, exited), force: () => child.kill("SIGKILL") });
      return exited;
    },
    /** The PostgreSQL of a directory, ours until the session ends. */
    postgres: async (options) => {
      refuseWhenStopping();
      const server = await startPostgres(options);
      databases.push(server);
      return server;
    },
  };
}

async function stopAll(children, databases, code) {
  await Promise.all(children.map((child) => child.stop()));
  await Promise.all(databases.map((server) => server.stop()));
  process.exit(code);
}

async function stopForeground(child, exited) {
  if (child.exitCode === null) child.kill("SIGTERM");
  await Promise.race([exited, sleep(20_000, undefined, { ref: false })]);
  child.kill("SIGKILL");
  await exited;
}
