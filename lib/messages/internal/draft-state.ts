import { log } from "@/lib/log/logger";
import { prisma } from "@/lib/db/prisma";
import { storage } from "@/lib/storage/storage";

/**
 * The media type of a file whose bytes have not all arrived, or are being deleted: nobody can read it or send it. So a
 * row stands before its bytes and after them, and no file is ever without a row that leads to it.
 */
export const INCOMPLETE = "";

/** Drafts that can become part of a message. */
export const whereUsableDraft = { messageId: null, mediaType: { not: INCOMPLETE } } as const;

/** The file of a row that is INCOMPLETE: first its bytes go, then the row, so that a crash leaves the row for the sweep. */
export async function deleteIncomplete({
  id,
  storageKey,
}: {
  id: string;
  storageKey: string;
}): Promise<void> {
  await storage().remove(storageKey);
  await prisma().attachment.deleteMany({ where: { id, messageId: null, mediaType: INCOMPLETE } });
}

/** Gives a draft up for who cannot wait for it: what fails is logged, and the sweep does it again. */
export async function tryDeleteDraft(draft: { id: string; storageKey: string }): Promise<void> {
  try {
    await prisma().attachment.updateMany({
      where: { id: draft.id, messageId: null },
      data: { mediaType: INCOMPLETE },
    });
    await deleteIncomplete(draft);
  } catch (thrown) {
    log.error("attachments.not_deleted", thrown, { attachmentId: draft.id });
  }
}
