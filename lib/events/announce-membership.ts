import { GROUP_MEMBERSHIP } from "@/lib/events/group-log";
import type { Tx } from "@/lib/db/prisma";

/** Announces, in the caller's transaction, that somebody may hear a group or no longer may, where no event of its log says so. */
export async function announceMembership(tx: Tx, groupId: string, personId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${GROUP_MEMBERSHIP}, ${JSON.stringify([groupId, personId])})`;
}
