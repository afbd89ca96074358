import { brokenReasonOf } from "@/lib/channels/channel-problem";
import { noticeQuota } from "@/lib/channels/count-api-call";
import { quotaMonth } from "@/lib/channels/quota-month";
import type { Tx } from "@/lib/db/prisma";
import type { FeishuError } from "@/lib/feishu/feishu-error";
import { endSessionsOf } from "@/lib/identity/end-sessions-of";
import { log } from "@/lib/log/logger";
import type { CardRecipient } from "@/lib/notifications/internal/card-recipient";

/** A card that failed for good: where it went, and whose it was. */
type FailedCard = Pick<CardRecipient, "channelId" | "tenantKey" | "appId" | "secretChangedAt"> & {
  deliveryId: string;
  personId: string;
};

/** Why somebody cannot be reached, as an outcome keeps it. */
export function unreachableReason(error: FeishuError): string {
  if (error.failure === "user_unreachable") return userReason(error);
  return error.failure === "channel_broken" ? "channel_broken" : "internal";
}

const userReason = (error: FeishuError): string => `feishu_${error.code ?? "unknown"}`;

/** The person has resigned, Feishu says (docs/feishu.md, "Outcomes of a send"). */
const RESIGNED = 230_029;

/** Remembers what stands in the way of further cards too. Who has left the organization loses an open workbench with it (design.md §5). */
export async function markCause(
  tx: Tx,
  { channelId, tenantKey, appId, secretChangedAt, personId, deliveryId }: FailedCard,
  error: FeishuError,
  now: Date,
): Promise<void> {
  if (error.failure === "user_unreachable") {
    await tx.feishuIdentity.updateMany({
      where: { personId, channel: { appId } },
      data: { unreachableReason: userReason(error), unreachableAt: now },
    });
    if (error.code === RESIGNED) {
      await endSessionsOf(tx, { personId }, { reason: "left_organization", now });
    }
  } else if (error.failure === "channel_broken") {
    await tx.channel.updateMany({
      // A new secret or app that came meanwhile is not what was refused.
      where: { id: channelId, appId, secretChangedAt, status: { not: "deleted" } },
      data: { brokenReason: brokenReasonOf(error), brokenAt: now },
    });
  } else if (error.failure === "quota_exhausted") {
    const month = quotaMonth(now);
    await tx.apiUsage.upsert({
      where: { tenantKey_month: { tenantKey, month } },
      create: { tenantKey, month, exhaustedAt: now },
      update: { exhaustedAt: now },
    });
    await noticeQuota(tx, tenantKey, now);
  } else {
    log.error("notifications.card_refused", error, {
      channelId,
      personId,
      deliveryId,
      logId: error.logId,
    });
  }
}
