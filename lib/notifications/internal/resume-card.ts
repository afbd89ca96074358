import { durations } from "@/lib/config/durations";
import type { CardDelivery } from "@/lib/db/generated/client";
import type { CardDecision } from "@/lib/notifications/internal/card-decision";
import { reachabilityOf } from "@/lib/notifications/internal/card-recipient";
import { cardSettings } from "@/lib/notifications/internal/card-settings";
import { closeCard } from "@/lib/notifications/internal/close-card";
import { releaseCard } from "@/lib/notifications/internal/hold-card";
import { judgeMentions, settle } from "@/lib/notifications/internal/mentions";
import { attemptLease } from "@/lib/notifications/internal/timing";
import { quietUntil } from "@/lib/notifications/quiet-hours";
import { type Deciding, lookAgainAt, wakeAt } from "@/lib/notifications/internal/window";

/**
 * Takes up a card whose attempt failed or whose worker died, under its old uuid, so that Feishu delivers it once at
 * most. Null when no card of this person is under way.
 */
export async function resumeCard(deciding: Deciding): Promise<CardDecision | null> {
  const { tx, personId, now } = deciding;
  const card = await tx.cardDelivery.findFirst({ where: { personId, status: "sending", lane: "mention" } });
  if (!card) return null;
  if (now.getTime() >= card.createdAt.getTime() + durations.cardGiveUp) {
    await closeCard(deciding, card, { class: "timed_out", outcome: "unreachable", reason: "timed_out" });
    return { do: "look_again" };
  }
  if (card.nextAttemptAt !== null && card.nextAttemptAt > now) {
    await wakeAt(deciding, card.nextAttemptAt);
    return { do: "nothing" };
  }
  if (!(await isStillWorthSending(deciding, card))) {
    await closeCard(deciding, card, { class: "not_needed", outcome: "read_first", reason: null });
    return { do: "look_again" };
  }
  // Unless it may have arrived, a card is judged by what its reader wants by now.
  if (card.failureClass === "refused" && (await isUnwanted(deciding, card))) return { do: "look_again" };
  const reachability = await reachabilityOf(deciding);
  if (!reachability.reachable) {
    const { outcome, reason, heldUntil } = reachability;
    // Unless it may have arrived, what it tells waits for the next card.
    if (heldUntil && card.failureClass === "refused") {
      await releaseCard(deciding, card, { class: reason, outcome, reason });
      return { do: "look_again" };
    }
    await closeCard(deciding, card, { class: reason, outcome, reason });
    return { do: "look_again" };
  }
  return { do: "send", card: { ...(await leaseAttempt(deciding, card)), recipient: reachability.recipient } };
}

/** Drops what need not, or must not, be told any more; true if something is left to tell. */
async function isStillWorthSending(deciding: Deciding, card: CardDelivery): Promise<boolean> {
  const mentions = await judgeMentions(deciding, card.id);
  if (card.failureClass === "refused") return (await settle(deciding, mentions, "customer")).length > 0;
  // The card may have arrived, and a mention been read through it: then "read first" would be wrong. Under the same
  // uuid sending again costs nothing. But nobody is told of a group they have been removed from.
  await settle(
    deciding,
    mentions.filter(({ verdict }) => verdict !== "read"),
    "customer",
  );
  return mentions.some(({ verdict }) => verdict === "open" || verdict === "read");
}

/** Ends a card that its reader has switched off meanwhile, and keeps what it tells for later when they are not to be disturbed. */
async function isUnwanted(deciding: Deciding, card: CardDelivery): Promise<boolean> {
  const { cards, quiet } = await cardSettings(deciding.tx, deciding.personId);
  if (!cards) {
    await closeCard(deciding, card, { class: "muted", outcome: "muted", reason: null });
    return true;
  }
  if (quiet === null || quietUntil(quiet, deciding.now) === null) return false;
  await releaseCard(deciding, card, { class: "quiet", outcome: "muted", reason: null });
  return true;
}

async function leaseAttempt(deciding: Deciding, card: CardDelivery) {
  const { tx, now } = deciding;
  const nextAttemptAt = new Date(now.getTime() + attemptLease);
  const attempt = card.attempts + 1;
  await tx.cardDelivery.update({
    where: { id: card.id },
    data: {
      attempts: attempt,
      nextAttemptAt,
      // Whatever comes of this attempt, one that went unanswered may have arrived.
      failureClass: card.failureClass === "refused" ? null : "unanswered",
    },
  });
  await lookAgainAt(deciding, nextAttemptAt);
  return { id: card.id, attempt, form: card.form, createdAt: card.createdAt };
}
