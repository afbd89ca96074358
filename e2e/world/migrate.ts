import { migrateQueue } from "../../lib/jobs/migrate-queue";
import { deployMigrations } from "../../lib/testing/prisma-cli";

/** Brings an empty database to the product's schema and the queue's, as the launcher does before a start. */
export async function migrate(databaseUrl: string): Promise<void> {
  await deployMigrations(databaseUrl);
  await migrateQueue(databaseUrl);
}
