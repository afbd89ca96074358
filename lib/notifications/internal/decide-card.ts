import type { QuotaPace } from "@/lib/channels/quota-pace";
import { durations } from "@/lib/config/durations";
import type { CardForm } from "@/lib/db/generated/enums";
import { newId } from "@/lib/db/new-id";
import type { CardDecision, ClaimedCard } from "@/lib/notifications/internal/card-decision";
import { type CardRecipient, paceFor, reachabilityOf } from "@/lib/notifications/internal/card-recipient";
import {
  type OpenMention,
  judgeMentions,
  recordOutcome,
  settle,
} from "@/lib/notifications/internal/mentions";
import { resumeCard } from "@/lib/notifications/internal/resume-card";
import { attemptLease } from "@/lib/notifications/internal/timing";
import { type Deciding, claimWindow, lookAgainAt, rest, wakeAt } from "@/lib/notifications/internal/window";

const nothing: CardDecision = { do: "nothing" };

/**
 * Decides what becomes of an employee's pending mentions at this moment, and claims what it decides: the fatigue
 * window, the card, and the mentions folded into it. Sends nothing.
 */
export async function decideCard(deciding: Deciding): Promise<CardDecision> {
  const resumed = await resumeCard(deciding);
  if (resumed) return resumed;

  const open = await settle(deciding, await judgeMentions(deciding, null), "customer");
  const pace = await paceFor(deciding);
  const dueAt = dueTime(open, deciding.lastCardAt, pace);
  if (dueAt === null) {
    await rest(deciding);
    return nothing;
  }
  if (deciding.now < dueAt) {
    await wakeAt(deciding, dueAt);
    return nothing;
  }
  const reachability = await reachabilityOf(deciding);
  if (!reachability.reachable) {
    await recordOutcome(deciding, open, reachability.outcome, reachability.reason);
    await rest(deciding);
    return nothing;
  }
  if (pace.stage === "in_app_only") {
    await recordOutcome(deciding, open, "no_quota", "quota_reserved");
    await rest(deciding);
    return nothing;
  }
  return { do: "send", card: await claimCard(deciding, open, reachability.recipient) };
}

/** When the next card may go: after the grace of the oldest mention, and not before the window of the last card ends (design.md §4.3). */
function dueTime(
  open: readonly OpenMention[],
  lastCardAt: Date | null,
  { stage, cardWindow }: QuotaPace,
): Date | null {
  const [oldest] = open;
  if (!oldest) return null;
  const graceEnds = oldest.createdAt.getTime() + durations.cardGrace;
  // Where no card follows there is nothing to wait for.
  const windowEnds = lastCardAt === null || stage === "in_app_only" ? 0 : lastCardAt.getTime() + cardWindow;
  return new Date(Math.max(graceEnds, windowEnds));
}

async function claimCard(
  deciding: Deciding,
  mentions: readonly OpenMention[],
  recipient: CardRecipient,
): Promise<ClaimedCard> {
  const { tx, personId, now, lastCardAt } = deciding;
  const nextAttemptAt = new Date(now.getTime() + attemptLease);
  // An entity is two counted calls; only tenants without quota get it (docs/feishu.md, "Messages and cards").
  const form: CardForm = recipient.edition === "paid" ? "entity" : "raw";
  const id = newId();
  await tx.cardDelivery.create({
    data: {
      id,
      channelId: recipient.channelId,
      personId,
      form,
      status: "sending",
      attempts: 1,
      previousCardAt: lastCardAt,
      createdAt: now,
      nextAttemptAt,
    },
  });
  await tx.mention.updateMany({
    where: { personId, messageId: { in: mentions.map(({ messageId }) => messageId) }, outcome: null },
    data: { cardDeliveryId: id },
  });
  await claimWindow(deciding);
  await lookAgainAt(deciding, nextAttemptAt);
  return { id, attempt: 1, form, createdAt: now, recipient };
}
