import type { Db } from "@/lib/db/prisma";

/** Whether this person has promised to look after the emergency of this ticket that runs. */
export async function hasAcknowledged(
  db: Db,
  { ticketId, personId }: { ticketId: string; personId: string },
): Promise<boolean> {
  const theirs = await db.incident.count({
    where: { ticketId, acknowledgedById: personId, status: { notIn: ["closed", "cancelled"] } },
  });
  return theirs > 0;
}
