import type { PersonActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { recordEvent } from "@/lib/events/record-event";
import type { ChangedMessageView, EditMessageInput } from "@/lib/messages/contract";
import { mentionsAfterEdit, wakeCardUpdates } from "@/lib/messages/internal/mentions-after-edit";
import { messageToChange, refuse } from "@/lib/messages/internal/message-to-change";
import { messagePolicy } from "@/lib/messages/policy";

/**
 * Says a message of the actor's own otherwise, for 24 hours after it was sent. What it said before is kept for its readers;
 * whose name comes in is told, whose name goes out is not told if that is still to come. The same text changes nothing.
 *
 * @throws AppError NOT_FOUND `groups.no_such_group` for a stranger and for who was removed meanwhile,
 *   `messages.no_such_message`; FORBIDDEN as messagePolicy.edit says; CONFLICT `messages.recalled`, and
 *   `messages.edited_elsewhere` for who edited an older version; INVALID_INPUT `messages.empty` where there are no files.
 */
export async function editMessage(
  actor: PersonActor,
  { version, body, ...id }: EditMessageInput,
  { now }: At,
): Promise<ChangedMessageView> {
  return inTransaction(async (tx) => {
    const { group, message, facts } = await messageToChange(tx, actor, id);
    refuse(messagePolicy.edit(actor.personId, facts, now));
    if (message.version !== version) throw new AppError("CONFLICT", "messages.edited_elsewhere");
    if (body === message.body) return { sequence: Number(group.sequence), version };
    if (body.trim() === "" && (await tx.attachment.count({ where: { messageId: message.id } })) === 0)
      throw new AppError("INVALID_INPUT", "messages.empty");
    const said = { body: message.body, writtenAt: message.editedAt ?? message.createdAt };
    await tx.messageRevision.create({ data: { messageId: message.id, version, ...said } });
    await tx.message.update({
      where: { id: message.id },
      data: { body, version: version + 1, editedAt: now },
    });
    const sequence = await recordEvent(tx, {
      groupId: group.id,
      type: "message.edited",
      subjectId: message.id,
      actorId: actor.personId,
      now,
    });
    const edit = { before: message.body, after: body, senderId: actor.personId, sequence, now };
    await mentionsAfterEdit(tx, { messageId: message.id, groupId: group.id, ...edit });
    await wakeCardUpdates(tx, message.id, now);
    return { sequence, version: version + 1 };
  });
}
