import type { Tx } from "@/lib/db/prisma";
import { lockGroup, recordEvent } from "@/lib/events/record-event";

/**
 * Closes a group for writing or opens it again, in the caller's transaction, with the event that open pages follow. False,
 * and nothing in the log, where it is so already.
 */
export async function setArchived(tx: Tx, groupId: string, isArchived: boolean, now: Date): Promise<boolean> {
  await lockGroup(tx, groupId);
  const { count } = await tx.group.updateMany({
    where: { id: groupId, archivedAt: isArchived ? null : { not: null } },
    data: { archivedAt: isArchived ? now : null },
  });
  if (count === 0) return false;
  const type = isArchived ? "group.archived" : "group.restored";
  await recordEvent(tx, { groupId, type, subjectId: groupId, actorId: null, now });
  return true;
}
