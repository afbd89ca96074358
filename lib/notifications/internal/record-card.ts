import { brokenReasonOf, needsNewSecret } from "@/lib/channels/channel-problem";
import { durations } from "@/lib/config/durations";
import type { FeishuError } from "@/lib/feishu/feishu-error";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import { log } from "@/lib/log/logger";
import type { ClaimedCard } from "@/lib/notifications/internal/card-decision";
import { type AttemptMark, type CardFailure, closeCard } from "@/lib/notifications/internal/close-card";
import { releaseCard } from "@/lib/notifications/internal/hold-card";
import { markCause, unreachableReason } from "@/lib/notifications/internal/mark-cause";
import { judgeMentions, recordOutcome } from "@/lib/notifications/internal/mentions";
import { backoff } from "@/lib/notifications/internal/timing";
import { type Deciding, claimWindow, wakeAt } from "@/lib/notifications/internal/window";

/** What Feishu says of a delivered message. */
export type Delivered = {
  messageId: string | null;
  chatId: string | null;
  logId: string | null;
  /** Of the entity, if it is one. */
  cardId: string | null;
  /** Whether it went in a form that carries what was written, so that this can be replaced. */
  showsText: boolean;
};

/** The message that a card leads with; `version` is null where its text is not on it. */
export type Shown = { messageId: string; version: number | null };

/** Records that a card has arrived: what it leads with was sent, the others were folded into it. */
export async function recordDelivered(
  deciding: Deciding,
  card: ClaimedCard,
  sent: Delivered,
  shows: Shown | null,
): Promise<void> {
  const { tx, now } = deciding;
  const { count } = await tx.cardDelivery.updateMany({
    where: { id: card.id, status: "sending" },
    data: {
      status: "sent",
      finishedAt: now,
      nextAttemptAt: null,
      failureClass: null,
      failureCode: null,
      cardId: sent.cardId,
      feishuMessageId: sent.messageId,
      feishuChatId: sent.chatId,
      logId: sent.logId,
      ...(shows?.version !== undefined &&
        shows.version !== null && { leadMessageId: shows.messageId, leadVersion: shows.version }),
    },
  });
  // Another attempt of the same card may have been faster; to Feishu they are one message.
  if (count === 0) return;
  // A card that needed several attempts arrived now, not when it was claimed.
  await claimWindow(deciding);
  const told = await judgeMentions(deciding, card.id);
  const lead = told.find(({ messageId }) => messageId === shows?.messageId) ?? told[0];
  await recordOutcome(deciding, lead ? [lead] : [], "sent");
  await recordOutcome(
    deciding,
    told.filter((mention) => mention !== lead),
    "folded",
  );
  if (shows !== null && shows.version !== null) await followChanges(deciding, shows);
  await tx.channel.updateMany({
    where: { id: card.recipient.channelId, brokenReason: { not: null } },
    data: { brokenReason: null, brokenAt: null },
  });
}

/** The message may have changed after it was read for the card, and before the card was known to show it. */
async function followChanges({ tx, now }: Deciding, { messageId, version }: Shown): Promise<void> {
  const message = await tx.message.findUniqueOrThrow({
    where: { id: messageId },
    select: { version: true, recalledAt: true },
  });
  if (message.recalledAt === null && message.version === version) return;
  const runAt = new Date(now.getTime() + durations.cardUpdate);
  await enqueueJob(tx, "update-cards", { messageId }, { key: messageId, runAt });
}

/** Records a failed attempt: tried again later, or the end of the card and why. */
export async function recordFailure(
  deciding: Deciding,
  claimed: ClaimedCard,
  error: FeishuError,
): Promise<void> {
  const { tx } = deciding;
  const card = await tx.cardDelivery.findFirst({
    where: { id: claimed.id, status: "sending", attempts: claimed.attempt },
  });
  // Another attempt has taken over.
  if (!card) return;
  if (hasArrivedBefore(error, card.createdAt, deciding.now)) {
    log.warn("notifications.card_assumed_delivered", { deliveryId: card.id, logId: error.logId });
    await recordDelivered(deciding, claimed, assumedDelivered(error), null);
    return;
  }
  const refused = isCertainlyRefused(error);
  if (error.failure !== "retry_soon" && error.failure !== "fresh_token") {
    const failed = { ...claimed.recipient, personId: deciding.personId, deliveryId: claimed.id };
    await markCause(tx, failed, error, deciding.now);
    const mayHaveArrived = card.failureClass === "unanswered";
    if (error.failure === "channel_broken" && needsNewSecret(brokenReasonOf(error)) && !mayHaveArrived) {
      await releaseCard(deciding, card, failureOf(error));
      return;
    }
    await closeCard(deciding, card, failureOf(error), refused);
    return;
  }
  const nextAttemptAt = new Date(deciding.now.getTime() + backoff(claimed.attempt, error.retryAfterMs));
  if (nextAttemptAt.getTime() >= card.createdAt.getTime() + durations.cardGiveUp) {
    await closeCard(
      deciding,
      card,
      { ...failureOf(error), class: "timed_out", reason: "timed_out" },
      refused,
    );
    return;
  }
  const mark: AttemptMark = refused && card.failureClass !== "unanswered" ? "refused" : "unanswered";
  await tx.cardDelivery.update({
    where: { id: card.id },
    data: { nextAttemptAt, failureClass: mark, failureCode: error.code, logId: error.logId },
  });
  await wakeAt(deciding, nextAttemptAt);
}

/** Whether this attempt certainly had no effect: Feishu said no, or was not asked. */
const isCertainlyRefused = ({ kind, httpStatus, code }: FeishuError): boolean =>
  kind === "held" || (kind === "answered" && (httpStatus ?? 500) < 500 && code !== SAME_UUID_IN_FLIGHT);

/** Feishu is still at work on an earlier attempt: that one may arrive. */
const SAME_UUID_IN_FLIGHT = 230_049;
const LONGEST_FLIGHT = 2 * 60_000;

/**
 * Feishu has not said what it answers to a uuid that was delivered (docs/feishu.md, "Messages and cards"). If it is "being
 * sent", the only thing that distinguishes the two is that sending does not take minutes.
 */
export function hasArrivedBefore(error: FeishuError, firstSentAt: Date, now: Date): boolean {
  return error.code === SAME_UUID_IN_FLIGHT && now.getTime() - firstSentAt.getTime() > LONGEST_FLIGHT;
}

/** What is known of a card that must have arrived. */
export function assumedDelivered({ logId }: FeishuError): Delivered {
  return { messageId: null, chatId: null, logId, cardId: null, showsText: false };
}

function failureOf(error: FeishuError): CardFailure {
  const facts = { class: error.failure, code: error.code, logId: error.logId };
  if (error.failure === "quota_exhausted") {
    return { ...facts, outcome: "no_quota", reason: "quota_exhausted" };
  }
  return { ...facts, outcome: "unreachable", reason: unreachableReason(error) };
}
