import type { Actor } from "@/lib/actor/actor";
import type { Db } from "@/lib/db/prisma";
import { AppError, isAppError } from "@/lib/errors/app-error";
import { accessGroup } from "@/lib/groups/access";
import type { MessageIdInput } from "@/lib/messages/contract";
import { INCOMPLETE } from "@/lib/messages/internal/draft-state";

const unknown = () => new AppError("NOT_FOUND", "messages.no_such_attachment");

/**
 * The file with this id, once `actor` is shown to read its group now, and to be its uploader while it is a draft: the only
 * way from an id to a file.
 *
 * @throws AppError NOT_FOUND `messages.no_such_attachment`, the same for what does not exist and what is not theirs.
 */
export async function accessAttachment(db: Db, actor: Actor, attachmentId: string) {
  const found = await db.attachment.findUnique({ where: { id: attachmentId } });
  if (found === null || found.mediaType === INCOMPLETE) throw unknown();
  const personId = actor.kind === "employee" || actor.kind === "staff" ? actor.personId : null;
  if (found.messageId === null && found.uploaderId !== personId) throw unknown();
  const { wayIn } = await accessGroup(db, actor, found.groupId, "read").catch((thrown: unknown) => {
    throw isAppError(thrown) && thrown.code === "NOT_FOUND" ? unknown() : thrown;
  });
  return { ...found, wayIn };
}

/**
 * The message with this id and its group, once `actor` is shown to hold `ability` there now: the only way from an id to a message.
 *
 * @throws AppError NOT_FOUND `groups.no_such_group` for a stranger, `messages.no_such_message` for what is not there; FORBIDDEN
 *   `groups.may_not_take_part` for who only reads.
 */
export async function accessMessage(
  db: Db,
  actor: Actor,
  { groupId, messageId }: MessageIdInput,
  ability: "read" | "takePart",
) {
  const group = await accessGroup(db, actor, groupId, ability);
  const message = await db.message.findFirst({
    where: { id: messageId, groupId },
    select: {
      id: true,
      sequence: true,
      senderId: true,
      body: true,
      notice: true,
      createdAt: true,
      version: true,
      editedAt: true,
      recalledAt: true,
    },
  });
  if (message === null) throw new AppError("NOT_FOUND", "messages.no_such_message");
  return { group, message };
}
