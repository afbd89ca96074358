import type { QuotaPace } from "@/lib/channels/quota-pace";
import { durations } from "@/lib/config/durations";
import type { CardForm, MentionOutcome } from "@/lib/db/generated/enums";
import { newId } from "@/lib/db/new-id";
import type { CardDecision, ClaimedCard } from "@/lib/notifications/internal/card-decision";
import { type CardRecipient, paceFor, reachabilityOf } from "@/lib/notifications/internal/card-recipient";
import { cardSettings } from "@/lib/notifications/internal/card-settings";
import { holdMentions } from "@/lib/notifications/internal/hold-card";
import {
  type OpenMention,
  judgeMentions,
  recordOutcome,
  settle,
} from "@/lib/notifications/internal/mentions";
import { resumeCard } from "@/lib/notifications/internal/resume-card";
import { attemptLease } from "@/lib/notifications/internal/timing";
import { quietUntil } from "@/lib/notifications/quiet-hours";
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
  const { cards: wantsCards, quiet } = await cardSettings(deciding.tx, deciding.personId);
  // Where no card follows there is nothing to wait for.
  const lastCardAt = wantsCards && pace.stage !== "in_app_only" ? deciding.lastCardAt : null;
  const dueAt = dueTime(open, lastCardAt, pace);
  if (dueAt === null) {
    await rest(deciding);
    return nothing;
  }
  if (deciding.now < dueAt) {
    await wakeAt(deciding, dueAt);
    return nothing;
  }
  const quietEnds = quiet && quietUntil(quiet, deciding.now);
  return wantsCards
    ? decideDue(deciding, open, { pace, quietEnds })
    : end(deciding, open, { outcome: "muted", reason: null });
}

type Circumstances = { pace: QuotaPace; quietEnds: Date | null };

/** Decides what becomes of mentions whose time has come, of somebody who wants to be told. */
async function decideDue(
  deciding: Deciding,
  open: readonly OpenMention[],
  { pace, quietEnds }: Circumstances,
): Promise<CardDecision> {
  const reachability = await reachabilityOf(deciding);
  if (!reachability.reachable && reachability.heldUntil) {
    await holdMentions(deciding, open, reachability.heldUntil);
    return nothing;
  }
  if (!reachability.reachable) return end(deciding, open, reachability);
  if (pace.stage === "in_app_only")
    return end(deciding, open, { outcome: "no_quota", reason: "quota_reserved" });
  if (quietEnds) {
    await wakeAt(deciding, quietEnds);
    return nothing;
  }
  return { do: "send", card: await claimCard(deciding, open, reachability.recipient) };
}

/** No card comes of these, and this is what became of them. */
async function end(
  deciding: Deciding,
  open: readonly OpenMention[],
  { outcome, reason }: { outcome: MentionOutcome; reason: string | null },
): Promise<CardDecision> {
  await recordOutcome(deciding, open, outcome, reason);
  await rest(deciding);
  return nothing;
}

/** When the next card may go: after the grace of the oldest mention, and not before the window of the last card ends (design.md §4.3). */
function dueTime(
  open: readonly OpenMention[],
  lastCardAt: Date | null,
  { cardWindow }: QuotaPace,
): Date | null {
  const [oldest] = open;
  if (!oldest) return null;
  const graceEnds = oldest.createdAt.getTime() + durations.cardGrace;
  const windowEnds = lastCardAt === null ? 0 : lastCardAt.getTime() + cardWindow;
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
      accountId: recipient.accountId,
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
