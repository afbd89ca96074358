import path from "node:path";
import { createSession } from "./session.mjs";
import { inRoot } from "./root.mjs";

const COMMANDS = {
  demo: { load: () => import("./command-demo.mjs"), says: "everything on this machine, with demo data" },
  dev: { load: () => import("./command-dev.mjs"), says: "the same while you change the code" },
  build: { load: () => import("./command-build.mjs"), says: "the production build" },
  start: { load: () => import("./command-start.mjs"), says: "the server for real, from its environment" },
  worker: { load: () => import("./command-start.mjs"), says: "a process for background work alone" },
  admin: { load: () => import("./command-admin.mjs"), says: "accounts, plans, people: admin -- --help" },
  migrate: { load: () => import("./command-migrate.mjs"), says: "prisma migrate, by default deploy" },
  test: { load: () => import("./command-test.mjs"), says: "every check" },
  check: {
    load: () => import("./command-test.mjs"),
    says: "the checks that need no database and no browser",
  },
  bench: { load: () => import("./command-bench.mjs"), says: "measurements: bench -- <name>" },
};
const ENDED_BY_CTRL_C = new Set(["demo", "dev", "start", "worker"]);

/** Runs one command to its end and ends the process with its exit code. */
export async function main(name, args) {
  if (!Object.hasOwn(COMMANDS, name ?? "")) {
    for (const [known, { says }] of Object.entries(COMMANDS))
      console.error(`  npm run ${known.padEnd(8)} ${says}`);
    process.exit(2);
  }
  process.env.PATH = [inRoot("node_modules", ".bin"), process.env.PATH].join(path.delimiter);
  // Neither Prisma nor Next calls home.
  Object.assign(process.env, {
    CHECKPOINT_DISABLE: "1",
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
    NEXT_TELEMETRY_DISABLED: "1",
  });
  process.chdir(inRoot());
  const session = createSession({ interruptedCode: ENDED_BY_CTRL_C.has(name) ? 0 : 130 });
  try {
    const { run } = await COMMANDS[name].load();
    await session.finish(await run(session, args, name));
  } catch (error) {
    if (!session.isStopping()) console.error(error.isPlain ? error.message : error);
    await session.finish(1);
  }
}
