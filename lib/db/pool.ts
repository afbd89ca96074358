import pg from "pg";
import { environment } from "@/lib/config/environment";
import { onePerProcess } from "@/lib/config/one-per-process";
import { log } from "@/lib/log/logger";

// Sequences stay far below 2^53; as strings they would be compared as text.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

function makePool(): pg.Pool {
  const pool = new pg.Pool({
    connectionString: environment().DATABASE_URL,
    max: 16,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 5_000,
    application_name: "ailink",
  });
  // An idle connection that breaks (PostgreSQL restarted) is replaced by the pool; without a listener it would end the process.
  pool.on("error", (error) => log.warn("database.connection_lost", { errorName: error.name }));
  return pool;
}

/** The connections of this process to PostgreSQL: the message path and hand-written SQL use them directly, Prisma through its adapter. */
export function pool(): pg.Pool {
  return onePerProcess("pool", makePool);
}
