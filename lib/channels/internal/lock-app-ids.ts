import type { Tx } from "@/lib/db/prisma";

/**
 * Whoever gives an App ID to a channel, or takes it from one, holds it until the commit: adding an app, bringing its channel
 * back and binding a channel to it come one after the other.
 */
export async function lockAppIds(tx: Tx, appIds: readonly string[]): Promise<void> {
  for (const appId of appIds.toSorted())
    await tx.$queryRaw`SELECT 1 AS held FROM pg_advisory_xact_lock(hashtextextended(${`app ${appId}`}, 0))`;
}
