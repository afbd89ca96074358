import { durations } from "@/lib/config/durations";
import type { CardDelivery } from "@/lib/db/generated/client";
import type { CardFailure } from "@/lib/notifications/internal/close-card";
import { type OpenMention, recordOutcome } from "@/lib/notifications/internal/mentions";
import { type Deciding, giveBackWindow, rest, wakeAt } from "@/lib/notifications/internal/window";

/**
 * Keeps mentions undecided while a channel waits for its new secret: somebody is to give it one, and then the card still
 * tells something (edge-cases §1.7). Bounded: a mention older than the hold is unreachable.
 */
export async function holdMentions(
  deciding: Deciding,
  open: readonly OpenMention[],
  lookAgain: Date,
): Promise<void> {
  const { now } = deciding;
  const isTooOld = ({ createdAt }: OpenMention) => now.getTime() - createdAt.getTime() >= durations.cardHeld;
  await recordOutcome(deciding, open.filter(isTooOld), "unreachable", "channel_broken");
  const [oldest] = open.filter((mention) => !isTooOld(mention));
  if (!oldest) return rest(deciding);
  const end = oldest.createdAt.getTime() + durations.cardHeld;
  await wakeAt(deciding, new Date(Math.min(end, Math.max(lookAgain.getTime(), now.getTime()))));
}

/** Ends a card that Feishu refused for the secret's sake; its mentions wait for the next one. */
export async function releaseCard(
  deciding: Deciding,
  card: CardDelivery,
  failure: CardFailure,
): Promise<void> {
  const { tx, personId, now } = deciding;
  await tx.cardDelivery.update({
    where: { id: card.id },
    data: {
      status: "failed",
      finishedAt: now,
      nextAttemptAt: null,
      failureClass: failure.class,
      failureCode: failure.code ?? null,
      logId: failure.logId ?? null,
    },
  });
  await tx.mention.updateMany({
    where: { personId, cardDeliveryId: card.id, outcome: null },
    data: { cardDeliveryId: null },
  });
  await giveBackWindow(deciding, card.createdAt, card.previousCardAt);
  await wakeAt(deciding, now);
}
