import type { Tx } from "@/lib/db/prisma";

/** The PostgreSQL channel on which processes hear, on commit, that somebody of the service team has other roles; the payload is their id. */
export const STAFF_ROLES = "staff_roles";

/** Announces, in the caller's transaction, that this person may be something else now, so that open sockets ask again. */
export async function announceRoles(tx: Tx, personId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${STAFF_ROLES}, ${personId})`;
}
