import type { PersonActor } from "@/lib/actor/actor";
import { prisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";
import { accessAttachment } from "@/lib/messages/access";
import type { AttachmentIdInput } from "@/lib/messages/contract";
import { INCOMPLETE, tryDeleteDraft, whereUsableDraft } from "@/lib/messages/internal/draft-state";

/**
 * Gives a draft of the actor's own up: it counts no longer and its bytes are deleted.
 *
 * @throws AppError NOT_FOUND `messages.no_such_attachment`; CONFLICT `messages.attachment_sent` once it is part of a message.
 */
export async function discardAttachment(
  actor: PersonActor,
  { attachmentId }: AttachmentIdInput,
): Promise<void> {
  const { id, storageKey } = await accessAttachment(prisma(), actor, attachmentId);
  const claimed = await prisma().attachment.updateMany({
    where: { id, uploaderId: actor.personId, ...whereUsableDraft },
    data: { mediaType: INCOMPLETE },
  });
  if (claimed.count === 0) throw new AppError("CONFLICT", "messages.attachment_sent");
  await tryDeleteDraft({ id, storageKey });
}
