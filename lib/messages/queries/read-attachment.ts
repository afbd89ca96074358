import type { Actor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import { currentTime } from "@/lib/config/clock";
import { prisma } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { log } from "@/lib/log/logger";
import { accessAttachment } from "@/lib/messages/access";
import type { AttachmentIdInput, AttachmentView } from "@/lib/messages/contract";
import { storage } from "@/lib/storage/storage";

/** A file with its bytes. */
type AttachmentFile = AttachmentView & { bytes: ReadableStream<Uint8Array> };

/**
 * The bytes of a file, asked for anew at each download: a link that somebody kept is worth no more than their membership.
 * An auditor's download is recorded.
 *
 * @throws AppError NOT_FOUND `messages.no_such_attachment`; NOT_FOUND `storage.no_such_file` if the store has lost it,
 *   which is logged as our fault.
 */
export async function readAttachment(
  actor: Actor,
  { attachmentId }: AttachmentIdInput,
): Promise<AttachmentFile> {
  const file = await accessAttachment(prisma(), actor, attachmentId);
  const { id, name, mediaType, size, storageKey } = file;
  const bytes = await storage().read(storageKey);
  if (bytes === null) {
    const missing = new AppError("NOT_FOUND", "storage.no_such_file");
    log.error("attachments.file_missing", missing, { attachmentId });
    throw missing;
  }
  if (file.wayIn === "audit") await recordAuditorDownload(actor, file);
  return { id, name, mediaType, size, bytes };
}

type File = { id: string; groupId: string; accountId: string };

async function recordAuditorDownload(actor: Actor, { id, groupId, accountId }: File): Promise<void> {
  const now = currentTime();
  await inTransaction((tx) =>
    recordAudit(tx, actor, {
      action: "group.file_read_by_auditor",
      subjectType: "group",
      subjectId: groupId,
      accountId,
      details: { fileId: id },
      now,
    }),
  );
}
