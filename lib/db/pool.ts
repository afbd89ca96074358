import { Pool, types } from "pg";
import { durations } from "@/lib/config/durations";
import { environment } from "@/lib/config/environment";
import { onePerProcess } from "@/lib/config/one-per-process";
import { connectionOptions } from "@/lib/db/connection-options";
import { log } from "@/lib/log/logger";

// Sequences stay far below 2^53; as strings they would be compared as text.
types.setTypeParser(types.builtins.INT8, Number);

const NEVER = 0;

function makePool(name: string, max: number, idleTimeoutMillis: number): Pool {
  const made = new Pool({
    connectionString: environment().DATABASE_URL,
    max,
    idleTimeoutMillis,
    connectionTimeoutMillis: 5_000,
    // No statement of this process waits longer for a row, whoever sends it.
    lock_timeout: durations.lockTimeout,
    application_name: name,
    options: connectionOptions(),
  });
  // An idle connection that breaks (PostgreSQL restarted) is replaced by the pool; without a listener it would end the process.
  made.on("error", (error) => log.warn("database.connection_lost", { errorName: error.name }));
  return made;
}

/** The connections of this process to PostgreSQL: hand-written SQL uses them directly, Prisma through its adapter. */
export function pool(): Pool {
  return onePerProcess("pool", () => makePool("ailink", 16, 30_000));
}

/** The message path's own connections, so that no slow page or report can keep a message waiting; kept open, as a new one has to plan first. */
export function messagePool(): Pool {
  return onePerProcess("message-pool", () => makePool("ailink-messages", 4, NEVER));
}

/** Closes every connection of this process; the last step of a stop. */
export async function closePools(): Promise<void> {
  await Promise.all([pool().end(), messagePool().end()]);
}
