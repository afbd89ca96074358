import type { SystemActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { durations } from "@/lib/config/durations";
import { prisma } from "@/lib/db/prisma";
import { log } from "@/lib/log/logger";
import { deleteIncomplete, INCOMPLETE } from "@/lib/messages/internal/draft-state";

type DeleteExpiredDraftsInput = { limit: number; signal: AbortSignal };

/** A store that fails so often in a row is away: the next sweep tries again. */
const FAILURES = 3;

/**
 * Deletes files that were uploaded a day ago or longer and never sent, or whose upload broke off in a crash: first they
 * are made unusable, then their bytes go, then their rows. Safe to be run by several workers at once. Answers how many went.
 */
export async function deleteExpiredDrafts(
  _actor: SystemActor,
  { limit, signal }: DeleteExpiredDraftsInput,
  { now }: At,
): Promise<number> {
  const expired = { messageId: null, createdAt: { lt: new Date(now.getTime() - durations.attachmentDraft) } };
  const found = await prisma().attachment.findMany({
    where: expired,
    select: { id: true },
    orderBy: { createdAt: "asc" },
    take: limit,
  });
  // Whoever sends one of them at this moment is either first, and it stays, or too late.
  const claimed = await prisma().attachment.updateManyAndReturn({
    where: { ...expired, id: { in: found.map(({ id }) => id) } },
    data: { mediaType: INCOMPLETE },
    select: { id: true, storageKey: true },
  });
  let [deleted, failures] = [0, 0];
  for (const draft of claimed) {
    if (signal.aborted || failures === FAILURES) break;
    try {
      await deleteIncomplete(draft);
      deleted += 1;
    } catch (thrown) {
      failures += 1;
      log.error("attachments.not_deleted", thrown, { attachmentId: draft.id });
    }
  }
  return deleted;
}
