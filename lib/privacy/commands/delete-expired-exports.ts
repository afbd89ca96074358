import type { SystemActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { prisma } from "@/lib/db/prisma";
import { discardExport } from "@/lib/privacy/internal/discard-exports";

/** Deletes the files of exports that can no longer be downloaded, and what failed ones left. Answers how many went. */
export async function deleteExpiredExports(
  _actor: SystemActor,
  { limit, signal }: { limit: number; signal: AbortSignal },
  { now }: At,
): Promise<number> {
  const expired = await prisma().dataJob.findMany({
    where: {
      storageKey: { not: null },
      OR: [{ status: "done", expiresAt: { lte: now } }, { status: { in: ["failed", "cancelled"] } }],
    },
    select: { id: true, storageKey: true },
    orderBy: { id: "asc" },
    take: limit,
  });
  let deleted = 0;
  for (const one of expired) {
    if (signal.aborted) break;
    await discardExport(one, now);
    deleted += 1;
  }
  return deleted;
}
