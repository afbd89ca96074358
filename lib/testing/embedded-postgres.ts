import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { startPostgres } from "../../scripts/launch/postgres.mjs";

/** A durable PostgreSQL of a test's own, which the test may crash. */
export interface OwnPostgres {
  /** The same before and after a restart. */
  url: string;
  serverPid(): Promise<number | undefined>;
  /** What it logged, restarts included. */
  logFile: string;
  /** SIGKILL, as a power cut: what was not flushed is lost. */
  kill(): Promise<void>;
  /** Starts it again on the same data, address and password; answers after recovery. */
  restart(): Promise<void>;
  /** Stops it and deletes its data. */
  remove(): Promise<void>;
}

/** Starts a PostgreSQL that belongs to the calling test alone. */
export async function startOwnPostgres(): Promise<OwnPostgres> {
  const home = await mkdtemp(path.join(tmpdir(), "own-postgres-"));
  await chmod(home, 0o755); // started by root, the server runs as another user
  let server = await startPostgres({ home });
  return {
    url: server.url,
    serverPid: () => server.serverPid(),
    logFile: path.join(home, "postgres.log"),
    kill: () => server.kill(),
    restart: async () => {
      const { url } = server;
      server = await startPostgres({ home });
      if (server.url !== url) throw new Error("the address of the restarted PostgreSQL has changed");
    },
    remove: async () => {
      await server.stop();
      await rm(server.data, { recursive: true, force: true });
      await rm(home, { recursive: true, force: true });
    },
  };
}
