import type { Tx } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";
import { ATTACHMENTS_PER_MESSAGE } from "@/lib/messages/contract";
import { whereUsableDraft } from "@/lib/messages/internal/draft-state";

type DraftsToAttach = {
  attachmentIds: readonly string[];
  uploaderId: string;
  /** The message they become part of, written by this transaction already. */
  messageId: string;
  /** Where they were uploaded, and where the message is. */
  fromGroupId: string;
  toGroupId: string;
  accountId: string;
};

/**
 * Makes drafts the files of a message, in the caller's transaction: all of them, or it throws and nothing changes. Each
 * draft is claimed once, whoever else tries. From then on they are read by who reads the message's group.
 *
 * @throws AppError INVALID_INPUT `messages.no_such_attachment` for a draft that is not the uploader's, not of that group,
 *   used already or gone; `messages.too_many_attachments` above 20.
 */
export async function attachDrafts(tx: Tx, drafts: DraftsToAttach): Promise<void> {
  const { uploaderId, messageId, fromGroupId, toGroupId, accountId } = drafts;
  const ids = [...new Set(drafts.attachmentIds)];
  if (ids.length === 0) return;
  if (ids.length > ATTACHMENTS_PER_MESSAGE)
    throw new AppError("INVALID_INPUT", "messages.too_many_attachments");
  const claimed = await tx.attachment.updateMany({
    where: { id: { in: ids }, uploaderId, groupId: fromGroupId, accountId, ...whereUsableDraft },
    data: { messageId, groupId: toGroupId },
  });
  if (claimed.count !== ids.length) throw new AppError("INVALID_INPUT", "messages.no_such_attachment");
}
