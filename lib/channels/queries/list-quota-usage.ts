import type { ConsoleActor } from "@/lib/actor/actor";
import type { QuotaUsageView } from "@/lib/channels/contract";
import { quotaMonth, quotaMonthSpan } from "@/lib/channels/quota-month";
import { isQuotaShort, quotaForecast, quotaPace } from "@/lib/channels/quota-pace";
import type { At } from "@/lib/config/clock";
import { environment } from "@/lib/config/environment";
import { prisma } from "@/lib/db/prisma";

const MINUTE = 60_000;

/**
 * How the organizations behind the actor's channels stand with the calls of this month, by channel id. Feishu counts by
 * organization: its other apps' calls are invisible to us (docs/feishu.md), two channels of one show the same.
 */
export async function listQuotaUsage(
  actor: ConsoleActor,
  { now }: At,
): Promise<Record<string, QuotaUsageView>> {
  const channels = await prisma().channel.findMany({
    where: { accountId: actor.accountId },
    select: { id: true, tenantKey: true, edition: true },
  });
  const rows = await prisma().apiUsage.findMany({
    where: { month: quotaMonth(now), tenantKey: { in: channels.map(({ tenantKey }) => tenantKey) } },
  });
  const byTenant = new Map(rows.map((row) => [row.tenantKey, row]));
  return Object.fromEntries(
    channels.map(({ id, tenantKey, edition }) => {
      const usage = byTenant.get(tenantKey);
      return [
        id,
        usageView(usage?.counted ?? 0, edition === "paid", { now, exhausted: !!usage?.exhaustedAt }),
      ];
    }),
  );
}

function usageView(
  counted: number,
  isUnlimited: boolean,
  { now, exhausted }: { now: Date; exhausted: boolean },
): QuotaUsageView {
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
