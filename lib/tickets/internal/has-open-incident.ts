import type { Db } from "@/lib/db/prisma";

/** Whether an emergency of this ticket is running. */
export async function hasOpenIncident(db: Db, ticketId: string): Promise<boolean> {
  const open = await db.incident.count({ where: { ticketId, status: { notIn: ["closed", "cancelled"] } } });
  return open > 0;
}
