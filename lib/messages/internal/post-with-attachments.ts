import { inTransaction } from "@/lib/db/transaction";
import { attachDrafts } from "@/lib/messages/attach-drafts";
import { type Posted, postInTransaction } from "@/lib/messages/internal/post-batch";
import type { NewMessage } from "@/lib/messages/posting";

/**
 * Posts a message together with its files, beside the writer: one transaction asks the same database function and then
 * claims the files, so that there is never a message without the files it was sent with. A known client id claims nothing.
 *
 * @throws AppError INVALID_INPUT `messages.no_such_attachment`; UNAVAILABLE `db.busy` when the group stayed locked.
 */
export async function postWithAttachments(
  message: NewMessage,
  attachmentIds: readonly string[],
): Promise<Posted> {
  return inTransaction(async (tx) => {
    const posted = await postInTransaction(tx, message);
    if (posted.outcome !== "posted") return posted;
    const { id, groupId, senderId } = message;
    const { accountId } = await tx.group.findUniqueOrThrow({
      where: { id: groupId },
      select: { accountId: true },
    });
    await attachDrafts(tx, {
      attachmentIds,
      uploaderId: senderId,
      messageId: id,
      fromGroupId: groupId,
      toGroupId: groupId,
      accountId,
    });
    return posted;
  });
}
