import { Logger, runMigrations } from "graphile-worker";
import { Pool } from "pg";

/** The lock under which the queue's schema changes; any number would do that is nobody else's. */
const MIGRATION_LOCK = 7_154_002;

/**
 * Brings the queue's own schema to the version of the library. Follows `prisma migrate deploy`; several starters at
 * once do it one after the other. Needs no environment: launcher and tests name the database.
 */
export async function migrateQueue(connectionString: string): Promise<void> {
  const pool = new Pool({ connectionString, max: 2, application_name: "ailink-migrate" });
  // graphile-worker warns about a pool whose errors nobody hears; a broken connection fails the query that uses it.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => void client.on("error", () => undefined));
  try {
    const holder = await pool.connect();
    try {
      await holder.query("SELECT pg_advisory_lock($1)", [MIGRATION_LOCK]);
      // What goes wrong is thrown; there is nothing else to say.
      await runMigrations({ pgPool: pool, logger: new Logger(() => () => undefined) });
    } finally {
      // Ends the session, and with it the lock, also when migrating failed.
      holder.release(true);
    }
  } finally {
    await pool.end();
  }
}
