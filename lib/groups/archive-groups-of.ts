import type { Tx } from "@/lib/db/prisma";
import { setArchived } from "@/lib/groups/set-archived";

/**
 * Archives all groups of a channel that is deleted, in the caller's transaction: what was written stays readable for who is
 * in them, and nobody writes any more. Answers how many.
 */
export async function archiveGroupsOf(tx: Tx, channelId: string, now: Date): Promise<number> {
  const groups = await tx.group.findMany({
    where: { channelId, archivedAt: null },
    select: { id: true },
    orderBy: { id: "asc" }, // the order in which everybody locks
  });
  let archived = 0;
  for (const { id } of groups) if (await setArchived(tx, id, true, now)) archived += 1;
  return archived;
}
