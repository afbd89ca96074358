import type { QuotaUsageView } from "@/lib/channels/contract";
import { quotaMonthSpan } from "@/lib/channels/quota-month";
import { isQuotaShort, quotaForecast, quotaPace } from "@/lib/channels/quota-pace";
import { environment } from "@/lib/config/environment";

const MINUTE = 60_000;

/** How an organization that has used `counted` calls of this month stands; `isUnlimited` where its edition has no quota. */
export function quotaUsageView(
  counted: number,
  isUnlimited: boolean,
  { now, exhausted }: { now: Date; exhausted: boolean },
): Omit<QuotaUsageView, "earlier"> {
  const limit = environment().FEISHU_MONTHLY_QUOTA;
  const month = quotaMonthSpan(now);
  const pace = quotaPace({ counted: isUnlimited ? 0 : counted, limit }, month, now);
  const forecast = quotaForecast(counted, month, now);
  return {
    counted,
    limit: isUnlimited ? null : limit,
    forecast,
    stage: pace.stage,
    windowMinutes: pace.cardWindow / MINUTE,
    exhausted: exhausted && !isUnlimited,
    isShort: !isUnlimited && (exhausted || isQuotaShort(counted, forecast, limit)),
    startsAnewAt: month.endsAt.toISOString(),
  };
}
