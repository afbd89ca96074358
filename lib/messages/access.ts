import type { Actor } from "@/lib/actor/actor";
import type { Db } from "@/lib/db/prisma";
import { AppError, isAppError } from "@/lib/errors/app-error";
import { accessGroup } from "@/lib/groups/access";
import { INCOMPLETE } from "@/lib/messages/internal/draft-state";

const unknown = () => new AppError("NOT_FOUND", "messages.no_such_attachment");

/**
 * The file with this id, once `actor` is shown to be in its group now, and to be its uploader while it is a draft: the only
 * way from an id to a file.
 *
 * @throws AppError NOT_FOUND `messages.no_such_attachment`, the same for what does not exist and what is not theirs.
 */
export async function accessAttachment(db: Db, actor: Actor, attachmentId: string) {
  const found = await db.attachment.findUnique({ where: { id: attachmentId } });
  if (found === null || found.mediaType === INCOMPLETE) throw unknown();
  const personId = actor.kind === "employee" || actor.kind === "staff" ? actor.personId : null;
  if (found.messageId === null && found.uploaderId !== personId) throw unknown();
  await accessGroup(db, actor, found.groupId, "read").catch((thrown: unknown) => {
    throw isAppError(thrown) && thrown.code === "NOT_FOUND" ? unknown() : thrown;
  });
  return found;
}
