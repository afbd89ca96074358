import type { CardDelivery } from "@/lib/db/generated/client";
import type { MentionOutcome } from "@/lib/db/generated/enums";
import { judgeMentions, recordOutcome } from "@/lib/notifications/internal/mentions";
import { type Deciding, claimWindow, giveBackWindow } from "@/lib/notifications/internal/window";

/** Why a card is not sent, and what that means for its mentions. */
export type CardFailure = {
  /** Of the failure, as the row keeps it. */
  class: string;
  code?: number | null;
  logId?: string | null;
  outcome: MentionOutcome;
  reason: string | null;
};

/** What an attempt leaves in the row: whether it is certain that nothing arrived. Null while an attempt is under way. */
export type AttemptMark = "refused" | "unanswered";

/**
 * Ends a card that is not to be tried again and decides its mentions. The window is given back if it is certain that the
 * card did not arrive (`refusedNow` when the answer that ends it says so), and else begins anew: its last attempt may have.
 */
export async function closeCard(
  deciding: Deciding,
  card: CardDelivery,
  failure: CardFailure,
  refusedNow = false,
): Promise<void> {
  const { tx, now } = deciding;
  await tx.cardDelivery.update({
    where: { id: card.id },
    data: {
      status: "failed",
      finishedAt: now,
      nextAttemptAt: null,
      failureClass: failure.class,
      failureCode: failure.code ?? card.failureCode,
      logId: failure.logId ?? card.logId,
    },
  });
  await recordOutcome(deciding, await judgeMentions(deciding, card.id), failure.outcome, failure.reason);
  const mark = card.failureClass;
  const certain = mark === "refused" || (mark === null && refusedNow);
  if (certain) await giveBackWindow(deciding, card.createdAt, card.previousCardAt);
  else await claimWindow(deciding);
}
