import type { PersonActor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import type { Tx } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/events/record-event";
import { isLeadingStaff } from "@/lib/groups/policy";
import type { ChangedMessageView, MessageIdInput } from "@/lib/messages/contract";
import { INCOMPLETE, tryDeleteDraft } from "@/lib/messages/internal/draft-state";
import { cancelMentions, wakeCardUpdates } from "@/lib/messages/internal/mentions-after-edit";
import { messageToChange, refuse } from "@/lib/messages/internal/message-to-change";
import { messagePolicy } from "@/lib/messages/policy";

/**
 * Takes a message back: its text, what it said before, its files, reactions and the mentions nobody was told of yet are
 * gone, and its place says who did it. One's own for two minutes; who leads the service team in the group anybody's at any
 * time, which is audited. Taking back what is taken back changes nothing.
 *
 * @throws AppError NOT_FOUND `groups.no_such_group` for a stranger, `messages.no_such_message`; FORBIDDEN as messagePolicy says.
 */
export async function recallMessage(
  actor: PersonActor,
  id: MessageIdInput,
  { now }: At,
): Promise<ChangedMessageView> {
  const { files, ...view } = await inTransaction(async (tx) => {
    const { group, message, facts } = await messageToChange(tx, actor, id);
    const { version } = message;
    if (facts.isRecalled) return { sequence: Number(group.sequence), version, files: [] };
    const ownRefusal = messagePolicy.recallOwn(actor.personId, facts, now);
    const leads = actor.kind === "staff" && isLeadingStaff(actor.roles);
    if (ownRefusal !== null) refuse(leads ? messagePolicy.recallAny(facts) : ownRefusal);
    const gone = await withdraw(tx, { messageId: message.id, byId: actor.personId, now });
    const sequence = await recordEvent(tx, {
      groupId: group.id,
      type: "message.recalled",
      subjectId: message.id,
      actorId: actor.personId,
      now,
    });
    if (ownRefusal !== null)
      await recordAudit(tx, actor, {
        action: "message.recalled",
        subjectType: "message",
        subjectId: message.id,
        accountId: group.accountId,
        details: { groupId: group.id, personId: message.senderId },
        now,
      });
    return { sequence, version, files: gone };
  });
  // Nobody can read them any more; what a store that is away keeps, the sweep of drafts deletes.
  for (const file of files) await tryDeleteDraft(file);
  return view;
}

type Withdrawal = { messageId: string; byId: string; now: Date };

async function withdraw(tx: Tx, { messageId, byId, now }: Withdrawal) {
  await tx.message.update({
    where: { id: messageId },
    data: { body: "", editedAt: null, recalledAt: now, recalledById: byId },
  });
  await tx.messageRevision.deleteMany({ where: { messageId } });
  await tx.reaction.deleteMany({ where: { messageId } });
  await cancelMentions(tx, { messageId, reason: "recalled", now });
  await wakeCardUpdates(tx, messageId, now);
  return tx.attachment.updateManyAndReturn({
    where: { messageId },
    data: { messageId: null, mediaType: INCOMPLETE },
    select: { id: true, storageKey: true },
  });
}
