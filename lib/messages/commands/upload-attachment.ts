import type { PersonActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { newId } from "@/lib/db/new-id";
import { inTransaction } from "@/lib/db/transaction";
import { AppError, isAppError } from "@/lib/errors/app-error";
import { accessGroup } from "@/lib/groups/access";
import { log } from "@/lib/log/logger";
import { type AttachmentView, FILE_LIMIT, type UploadAttachmentInput } from "@/lib/messages/contract";
import { cleanFileName } from "@/lib/messages/file-name";
import { INCOMPLETE, tryDeleteDraft } from "@/lib/messages/internal/draft-state";
import { requireRoomForDraft } from "@/lib/messages/internal/draft-limits";
import type { Bytes } from "@/lib/storage/file-store";
import { mediaTypeOf } from "@/lib/storage/media-type";
import { ObservedBytes } from "@/lib/storage/observed-bytes";
import { storage } from "@/lib/storage/storage";
import { newStorageKey } from "@/lib/storage/storage-key";

/**
 * Takes a file for a message the actor has yet to send to this group. Its type is what its bytes say. The row comes first
 * and becomes usable last, when the actor may still post there: whatever breaks off in between leaves nothing behind.
 *
 * @throws AppError NOT_FOUND `groups.no_such_group` for a stranger and for who was removed meanwhile; FORBIDDEN
 *   `groups.may_not_post`; INVALID_INPUT `messages.file_too_large`, `messages.file_empty`, `messages.upload_broken_off`;
 *   RATE_LIMITED `messages.too_many_drafts`, `messages.drafts_too_large`; UNAVAILABLE `storage.not_kept`.
 */
export async function uploadAttachment(
  actor: PersonActor,
  input: UploadAttachmentInput,
  { now }: At,
): Promise<AttachmentView> {
  if (input.declaredSize === 0) throw new AppError("INVALID_INPUT", "messages.file_empty");
  if ((input.declaredSize ?? 0) > FILE_LIMIT) throw tooLarge();
  const draft = await reserve(actor, input, now);
  try {
    const { size, mediaType } = await keep(draft.storageKey, input.bytes);
    await complete(actor, { ...draft, groupId: input.groupId, size, mediaType });
    return { id: draft.id, name: draft.name, mediaType, size };
  } catch (thrown) {
    await tryDeleteDraft(draft);
    throw thrown;
  }
}

type Draft = { id: string; name: string; storageKey: string };

/** A place for a file of the declared size; without one, of the largest. */
async function reserve(
  actor: PersonActor,
  { groupId, name, declaredSize = FILE_LIMIT }: UploadAttachmentInput,
  now: Date,
): Promise<Draft> {
  const draft = { id: newId(), name: cleanFileName(name), storageKey: newStorageKey() };
  await inTransaction(async (tx) => {
    const { accountId } = await accessGroup(tx, actor, groupId, "post");
    await requireRoomForDraft(tx, actor.personId, declaredSize);
    await tx.attachment.create({
      data: {
        ...draft,
        accountId,
        groupId,
        uploaderId: actor.personId,
        mediaType: INCOMPLETE,
        size: declaredSize,
        createdAt: now,
      },
    });
  });
  return draft;
}

async function keep(storageKey: string, bytes: Bytes): Promise<{ size: number; mediaType: string }> {
  const observed = new ObservedBytes(fromSender(bytes));
  const checked = observed.pass(() => {
    if (observed.size > FILE_LIMIT) throw tooLarge();
  });
  await storage()
    .write(storageKey, checked)
    .catch((thrown: unknown) => {
      if (isAppError(thrown)) throw thrown;
      log.error("attachments.not_kept", thrown);
      throw new AppError("UNAVAILABLE", "storage.not_kept", { cause: thrown });
    });
  if (observed.size === 0) throw new AppError("INVALID_INPUT", "messages.file_empty");
  return { size: observed.size, mediaType: await mediaTypeOf(observed) };
}

/** What breaks off on the sender's side is no fault of the store. */
async function* fromSender(bytes: Bytes): AsyncGenerator<Uint8Array> {
  try {
    yield* bytes;
  } catch (cause) {
    throw new AppError("INVALID_INPUT", "messages.upload_broken_off", { cause });
  }
}

async function complete(
  actor: PersonActor,
  { id, groupId, size, mediaType }: Draft & { groupId: string; size: number; mediaType: string },
): Promise<void> {
  await inTransaction(async (tx) => {
    // Asked again: an upload takes minutes, and who was removed meanwhile leaves no file.
    await accessGroup(tx, actor, groupId, "post");
    const completed = await tx.attachment.updateMany({
      where: { id, mediaType: INCOMPLETE },
      data: { size, mediaType },
    });
    if (completed.count === 0) throw new AppError("INVALID_INPUT", "messages.upload_broken_off");
  });
}

function tooLarge(): AppError {
  return new AppError("INVALID_INPUT", "messages.file_too_large", {
    details: { limit: FILE_LIMIT / 1_024 / 1_024 },
  });
}
