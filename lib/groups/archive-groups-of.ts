import type { Tx } from "@/lib/db/prisma";
import { lockGroup, recordEvent } from "@/lib/events/record-event";

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
  for (const { id } of groups) {
    await lockGroup(tx, id);
    await tx.group.update({ where: { id }, data: { archivedAt: now } });
    await recordEvent(tx, { groupId: id, type: "group.archived", subjectId: id, actorId: null, now });
  }
  return groups.length;
}
