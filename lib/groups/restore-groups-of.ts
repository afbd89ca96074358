import type { Tx } from "@/lib/db/prisma";
import { lockGroup, recordEvent } from "@/lib/events/record-event";

/** A ticket's group is archived for good once silence has closed the ticket and its time for reopening is over. */
const notOver = { OR: [{ status: { not: "closed" as const } }, { autoCloseAt: { not: null } }] };

/**
 * Opens the groups of a channel that is brought back from deletion, in the caller's transaction: its service main groups,
 * and those of tickets that were not archived before. Answers how many.
 */
export async function restoreGroupsOf(tx: Tx, channelId: string, now: Date): Promise<number> {
  const groups = await tx.group.findMany({
    where: {
      channelId,
      archivedAt: { not: null },
      OR: [{ kind: "main" }, { ticket: notOver }, { internalTicket: notOver }],
    },
    select: { id: true },
    orderBy: { id: "asc" }, // the order in which everybody locks
  });
  for (const { id } of groups) {
    await lockGroup(tx, id);
    await tx.group.update({ where: { id }, data: { archivedAt: null } });
    await recordEvent(tx, { groupId: id, type: "group.restored", subjectId: id, actorId: null, now });
  }
  return groups.length;
}
