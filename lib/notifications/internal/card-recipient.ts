import { needsNewSecret } from "@/lib/channels/channel-problem";
import { quotaMonth, quotaMonthSpan } from "@/lib/channels/quota-month";
import { type QuotaPace, quotaPace } from "@/lib/channels/quota-pace";
import { environment } from "@/lib/config/environment";
import { durations } from "@/lib/config/durations";
import type { ChannelStatus, MentionOutcome } from "@/lib/db/generated/enums";
import { APP_REPLACED } from "@/lib/identity/app-replaced";
import { brokenChannelProbe } from "@/lib/notifications/internal/timing";
import type { Deciding } from "@/lib/notifications/internal/window";

/** Where cards of an employee go. */
export type CardRecipient = {
  openId: string;
  tenantKey: string;
  accountId: string;
  channelId: string;
  /** The app the open_id is of, and since when its secret is in force: what fails under another says nothing of these. */
  appId: string;
  secretChangedAt: Date | null;
  edition: "unknown" | "basic" | "paid";
};

/** An employee's way to a card, or why there is none at present. */
export type Reachability =
  | { reachable: true; recipient: CardRecipient }
  | {
      reachable: false;
      outcome: Extract<MentionOutcome, "unreachable" | "no_quota">;
      reason: string;
      /** Where somebody is to repair it soon: when it is worth another look. */
      heldUntil?: Date;
    };

const unreachable = (reason: string): Reachability => ({ reachable: false, outcome: "unreachable", reason });

/**
 * Whether a card can be tried for this person: they are reachable, their channel is on and works, the month's quota is not
 * used up. Who `insists` tries in spite of what went wrong before: a refused call costs nothing.
 */
export async function reachabilityOf(
  { tx, personId, now }: Pick<Deciding, "tx" | "personId" | "now">,
  { insists = false } = {},
): Promise<Reachability> {
  const identity = await tx.feishuIdentity.findUnique({
    where: { personId },
    select: {
      openId: true,
      accountId: true,
      tenantKey: true,
      unreachableReason: true,
      channel: {
        select: {
          id: true,
          appId: true,
          secretChangedAt: true,
          edition: true,
          status: true,
          brokenReason: true,
          brokenAt: true,
        },
      },
    },
  });
  if (!identity) return unreachable("no_feishu_identity");
  const { accountId, channel, openId, tenantKey } = identity;
  const obstacle = neverReached(identity) ?? (insists ? null : notReachedNow(identity, now));
  if (obstacle !== null) return obstacle;
  if (channel.edition !== "paid") {
    const usage = await tx.apiUsage.findUnique({
      where: { tenantKey_month: { tenantKey, month: quotaMonth(now) } },
      select: { exhaustedAt: true },
    });
    if (usage?.exhaustedAt) return { reachable: false, outcome: "no_quota", reason: "quota_exhausted" };
  }
  return {
    reachable: true,
    recipient: {
      openId,
      tenantKey,
      accountId,
      channelId: channel.id,
      appId: channel.appId,
      secretChangedAt: channel.secretChangedAt,
      edition: channel.edition,
    },
  };
}

type IdentityFacts = {
  unreachableReason: string | null;
  channel: { status: ChannelStatus; brokenReason: string | null; brokenAt: Date | null };
};

/** What no insisting overcomes. */
function neverReached({ unreachableReason, channel: { status } }: IdentityFacts): Reachability | null {
  if (status === "disabled" || status === "deleted") return unreachable("channel_disabled");
  // The open_id is of an app that is no more: nothing sent to it would arrive.
  return unreachableReason === APP_REPLACED ? unreachable(APP_REPLACED) : null;
}

/** What went wrong before and may go wrong again. */
function notReachedNow({ unreachableReason, channel }: IdentityFacts, now: Date): Reachability | null {
  if (isBroken(channel, now)) return { ...unreachable("channel_broken"), ...held(channel, now) };
  return unreachableReason === null ? null : unreachable(unreachableReason);
}

/**
 * How freely cards of mentions go out in this person's organization; Emergency does not ask. Without quota, or without a
 * Feishu identity, as the manual says: one in 10 minutes.
 */
export async function paceFor({
  tx,
  personId,
  now,
}: Pick<Deciding, "tx" | "personId" | "now">): Promise<QuotaPace> {
  const free: QuotaPace = { stage: "free", cardWindow: durations.cardWindow };
  const identity = await tx.feishuIdentity.findUnique({
    where: { personId },
    select: { tenantKey: true, channel: { select: { edition: true } } },
  });
  if (!identity || identity.channel.edition === "paid") return free;
  const usage = await tx.apiUsage.findUnique({
    where: { tenantKey_month: { tenantKey: identity.tenantKey, month: quotaMonth(now) } },
    select: { counted: true },
  });
  const limit = environment().FEISHU_MONTHLY_QUOTA;
  return quotaPace({ counted: usage?.counted ?? 0, limit }, quotaMonthSpan(now), now);
}

/** A channel that only needs its new secret gets one as soon as somebody notices. */
function held(
  { brokenReason, brokenAt }: { brokenReason: string | null; brokenAt: Date | null },
  now: Date,
): { heldUntil?: Date } {
  if (!needsNewSecret(brokenReason)) return {};
  return { heldUntil: new Date((brokenAt ?? now).getTime() + brokenChannelProbe) };
}

function isBroken(channel: { brokenReason: string | null; brokenAt: Date | null }, now: Date): boolean {
  if (channel.brokenReason === null) return false;
  // Repaired in Feishu's console without our re-check: refused calls cost no quota, so one is tried now and then.
  return channel.brokenAt === null || now.getTime() - channel.brokenAt.getTime() < brokenChannelProbe;
}
