import type { At } from "@/lib/config/clock";
import { prisma } from "@/lib/db/prisma";

/** Reminders whose next rung is due, those waiting longest first. */
export async function listRemindersDue({ now }: At, limit: number): Promise<string[]> {
  const reminders = await prisma().reminder.findMany({
    where: { nextAt: { lte: now } },
    select: { id: true },
    orderBy: { nextAt: "asc" },
    take: limit,
  });
  return reminders.map(({ id }) => id);
}
