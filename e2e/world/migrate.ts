import { APPLICATION_ROLE, grantApplicationRole } from "../../lib/db/application-role";
import { migrateQueue } from "../../lib/jobs/migrate-queue";
import { deployMigrations } from "../../lib/testing/prisma-cli";

/** Brings an empty database to the product's schema and the queue's, as the launcher does before a start; answers the role to work in. */
export async function migrate(databaseUrl: string): Promise<{ DATABASE_ROLE: string }> {
  await deployMigrations(databaseUrl);
  await migrateQueue(databaseUrl);
  await grantApplicationRole({ ownerUrl: databaseUrl, url: databaseUrl, role: APPLICATION_ROLE });
  return { DATABASE_ROLE: APPLICATION_ROLE };
}
