import { durations } from "@/lib/config/durations";
import type { Tx } from "@/lib/db/prisma";
import type { FeishuError } from "@/lib/feishu/feishu-error";
import type { ClaimedCard } from "@/lib/notifications/internal/card-decision";
import { markCause } from "@/lib/notifications/internal/mark-cause";
import { assumedDelivered, type Delivered, hasArrivedBefore } from "@/lib/notifications/internal/record-card";
import { backoff } from "@/lib/notifications/internal/timing";

/** Records that a card of an emergency has arrived, whichever attempt it was. */
export async function recordEmergencyDelivered(
  tx: Tx,
  card: ClaimedCard,
  sent: Delivered,
  now: Date,
): Promise<void> {
  await tx.cardDelivery.updateMany({
    where: { id: card.id, status: "sending" },
    data: {
      status: "sent",
      finishedAt: now,
      nextAttemptAt: null,
      failureClass: null,
      failureCode: null,
      feishuMessageId: sent.messageId,
      feishuChatId: sent.chatId,
      logId: sent.logId,
    },
  });
  await tx.channel.updateMany({
    where: { id: card.recipient.channelId, brokenReason: { not: null } },
    data: { brokenReason: null, brokenAt: null },
  });
}

type Failed = { card: ClaimedCard; personId: string; error: FeishuError };

/** Records a failed attempt: tried again later under the same id, or the end of the card and why. */
export async function recordEmergencyFailure(
  tx: Tx,
  { card, personId, error }: Failed,
  now: Date,
): Promise<void> {
  if (hasArrivedBefore(error, card.createdAt, now)) {
    await recordEmergencyDelivered(tx, card, assumedDelivered(error), now);
    return;
  }
  const mine = { id: card.id, status: "sending", attempts: card.attempt } as const;
  const facts = { failureCode: error.code, logId: error.logId };
  const nextAttemptAt = new Date(now.getTime() + backoff(card.attempt, error.retryAfterMs));
  const passes = error.failure === "retry_soon" || error.failure === "fresh_token";
  if (passes && nextAttemptAt.getTime() < card.createdAt.getTime() + durations.cardGiveUp) {
    await tx.cardDelivery.updateMany({ where: mine, data: { ...facts, nextAttemptAt } });
    return;
  }
  const { count } = await tx.cardDelivery.updateMany({
    where: mine,
    data: {
      ...facts,
      status: "failed",
      finishedAt: now,
      nextAttemptAt: null,
      failureClass: passes ? "timed_out" : error.failure,
    },
  });
  if (count === 0 || passes) return;
  await markCause(tx, { ...card.recipient, personId, deliveryId: card.id }, error, now);
}
