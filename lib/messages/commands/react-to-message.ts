import type { PersonActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/events/record-event";
import type { ChangedMessageView, ReactToMessageInput } from "@/lib/messages/contract";
import { messageToChange, refuse } from "@/lib/messages/internal/message-to-change";
import { messagePolicy } from "@/lib/messages/policy";

/**
 * Puts the actor's emoji under a message, or takes it away; what holds already changes nothing and is told to nobody.
 *
 * @throws AppError NOT_FOUND `groups.no_such_group` for a stranger, `messages.no_such_message`; FORBIDDEN
 *   `groups.may_not_post` in an archived group, `messages.system_line`; CONFLICT `messages.recalled`.
 */
export async function reactToMessage(
  actor: PersonActor,
  { emoji, on, ...id }: ReactToMessageInput,
  { now }: At,
): Promise<ChangedMessageView> {
  return inTransaction(async (tx) => {
    const { group, message, facts } = await messageToChange(tx, actor, id);
    refuse(messagePolicy.react(facts));
    const { version } = message;
    const reaction = { messageId: message.id, personId: actor.personId, emoji };
    const { count } = on
      ? await tx.reaction.createMany({ data: [{ ...reaction, createdAt: now }], skipDuplicates: true })
      : await tx.reaction.deleteMany({ where: reaction });
    if (count === 0) return { sequence: Number(group.sequence), version };
    const sequence = await recordEvent(tx, {
      groupId: group.id,
      type: "message.reacted",
      subjectId: message.id,
      actorId: actor.personId,
      now,
    });
    return { sequence, version };
  });
}
