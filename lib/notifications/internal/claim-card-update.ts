import type { CardDelivery } from "@/lib/db/generated/client";
import type { Tx } from "@/lib/db/prisma";
import { type CardRecipient, paceFor, reachabilityOf } from "@/lib/notifications/internal/card-recipient";
import { cardSettings, hidesContent } from "@/lib/notifications/internal/card-settings";

/** A sent card whose text is to be replaced, claimed: nobody else replaces it by the same. */
export type CardUpdate = {
  id: string;
  personId: string;
  recipient: CardRecipient;
  leadMessageId: string;
  messageIds: readonly [string, ...string[]];
  sequence: number;
} & ({ cardId: string } | { cardId: null; feishuMessageId: string });

/** So often is the text of one card replaced by that of an edit; a recall still is after that. */
const EDITS_SHOWN = 5;

/**
 * Claims the replacement of what a sent card shows, if that is worth a call: the message is another one than shown, something
 * of the card is unread, its reader is still in the groups, and calls are used no faster than the month's days.
 */
export async function claimCardUpdate(tx: Tx, deliveryId: string, now: Date): Promise<CardUpdate | null> {
  const card = await tx.cardDelivery.findUniqueOrThrow({ where: { id: deliveryId } });
  const { id, personId, leadMessageId, updates } = card;
  if (leadMessageId === null) return null;
  const version = await versionNow(tx, leadMessageId);
  if (version === card.leadVersion || (version !== RECALLED && updates >= EDITS_SHOWN)) return null;
  const messageIds = await mentionsToShow(tx, card);
  const target = targetOf(card);
  if (messageIds === null || target === null) return null;
  if ((await paceFor({ tx, personId, now })).stage !== "free") return null;
  if (hidesContent(await cardSettings(tx, personId))) return null;
  const reachability = await reachabilityOf({ tx, personId, now });
  // What was sent by another app, or before the person was another one there, is out of reach.
  if (!reachability.reachable || reachability.recipient.channelId !== card.channelId) return null;
  const sequence = updates + 1;
  const { count } = await tx.cardDelivery.updateMany({
    where: { id, updates },
    data: { updates: sequence, leadVersion: version },
  });
  if (count === 0) return null;
  return {
    id,
    personId,
    leadMessageId,
    messageIds,
    sequence,
    recipient: reachability.recipient,
    ...target,
  };
}

/** As `MentionFacts` has it. */
const RECALLED = 0;

async function versionNow(tx: Tx, messageId: string): Promise<number> {
  const { version, recalledAt } = await tx.message.findUniqueOrThrow({
    where: { id: messageId },
    select: { version: true, recalledAt: true },
  });
  return recalledAt === null ? version : RECALLED;
}

const targetOf = ({ cardId, feishuMessageId }: CardDelivery) => {
  if (cardId !== null) return { cardId };
  return feishuMessageId === null ? null : { cardId: null, feishuMessageId };
};

/** The messages of a card, the oldest first; null when all are read, or when it tells of a group its reader is no longer in. */
async function mentionsToShow(tx: Tx, card: CardDelivery): Promise<CardUpdate["messageIds"] | null> {
  const mentions = await tx.mention.findMany({
    where: { cardDeliveryId: card.id, personId: card.personId, outcome: { in: ["sent", "folded"] } },
    select: {
      messageId: true,
      sequence: true,
      member: { select: { leftAt: true, readSequence: true, group: { select: { archivedAt: true } } } },
    },
    orderBy: [{ createdAt: "asc" }, { groupId: "asc" }, { sequence: "asc" }],
  });
  const isGone = mentions.some(({ member }) => member.leftAt !== null || member.group.archivedAt !== null);
  const isRead = mentions.every(({ member, sequence }) => member.readSequence >= sequence);
  const [first, ...others] = mentions.map(({ messageId }) => messageId);
  return isGone || isRead || first === undefined ? null : [first, ...others];
}
