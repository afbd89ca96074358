import type { At } from "@/lib/config/clock";
import { prisma } from "@/lib/db/prisma";

/** Data jobs that nobody has: that wait, or whose worker is silent; those that wait longest first. */
export async function listDataJobsDue({ now }: At, limit: number): Promise<string[]> {
  const due = await prisma().dataJob.findMany({
    where: {
      status: { in: ["waiting", "running"] },
      OR: [{ leasedUntil: null }, { leasedUntil: { lte: now } }],
    },
    select: { id: true },
    orderBy: [{ leasedUntil: { sort: "asc", nulls: "first" } }, { createdAt: "asc" }],
    take: limit,
  });
  return due.map(({ id }) => id);
}
