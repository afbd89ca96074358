import type { Tx } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";
import { DRAFT_LIMIT } from "@/lib/messages/contract";

/**
 * Shows that one more draft of this size is within what a person may have uploaded and not sent. Uploads of one person
 * are counted one after the other, until the caller's transaction ends.
 *
 * @throws AppError RATE_LIMITED `messages.too_many_drafts`, `messages.drafts_too_large`.
 */
export async function requireRoomForDraft(tx: Tx, personId: string, size: number): Promise<void> {
  await tx.$queryRaw`SELECT id FROM person WHERE id = ${personId}::uuid FOR NO KEY UPDATE`;
  const { _count: files, _sum: sum } = await tx.attachment.aggregate({
    where: { uploaderId: personId, messageId: null },
    _count: true,
    _sum: { size: true },
  });
  if (files >= DRAFT_LIMIT.files)
    throw new AppError("RATE_LIMITED", "messages.too_many_drafts", { details: { limit: DRAFT_LIMIT.files } });
  if ((sum.size ?? 0) + size > DRAFT_LIMIT.bytes)
    throw new AppError("RATE_LIMITED", "messages.drafts_too_large");
}
