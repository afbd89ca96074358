import type { Db } from "@/lib/db/prisma";

type Rated = { id: string; status: string; resolution: number };

/** The resolution of a ticket whose rating is still asked for, or null: none while it is open, after an answer, or when silence closed it. */
export async function askedResolution(db: Db, { id, status, resolution }: Rated): Promise<number | null> {
  if (status !== "resolved" && status !== "closed") return null;
  const answer = await db.satisfactionRating.findUnique({
    where: { ticketId_resolution: { ticketId: id, resolution } },
  });
  if (answer) return null;
  const last = await db.ticketEvent.findFirst({
    where: { ticketId: id, type: { in: ["resolved", "closed", "closed_by_silence", "reopened"] } },
    orderBy: { version: "desc" },
    select: { type: true },
  });
  return last?.type === "closed_by_silence" ? null : resolution;
}
