import type { QuotaUsageView } from "@/lib/channels/contract";
import { quotaUsageView } from "@/lib/channels/internal/quota-usage-view";
import { quotaMonth, quotaMonthsBefore } from "@/lib/channels/quota-month";
import type { FeishuEdition } from "@/lib/db/generated/enums";
import { prisma } from "@/lib/db/prisma";

const MONTHS_BEFORE = 5;

/** How the organization behind each of these channels stands with its calls, this month and before; by channel id. */
export async function quotaUsageOf(
  channels: readonly { id: string; tenantKey: string; edition: FeishuEdition }[],
  now: Date,
): Promise<Map<string, QuotaUsageView>> {
  const months = quotaMonthsBefore(now, MONTHS_BEFORE);
  const current = quotaMonth(now);
  const rows = await prisma().apiUsage.findMany({
    where: {
      month: { in: [...months, current] },
      tenantKey: { in: channels.map(({ tenantKey }) => tenantKey) },
    },
  });
  const byMonth = new Map(rows.map((row) => [`${row.tenantKey} ${row.month}`, row]));
  return new Map(
    channels.map(({ id, tenantKey, edition }) => {
      const usage = byMonth.get(`${tenantKey} ${current}`);
      const earlier = months.map((month) => ({
        month,
        counted: byMonth.get(`${tenantKey} ${month}`)?.counted ?? 0,
      }));
      const standing = quotaUsageView(usage?.counted ?? 0, edition === "paid", {
        now,
        exhausted: !!usage?.exhaustedAt,
      });
      return [id, { ...standing, earlier }];
    }),
  );
}
