import { quotaMonth } from "@/lib/channels/quota-month";
import { isQuotaWarned } from "@/lib/channels/quota-pace";
import { environment } from "@/lib/config/environment";
import type { Db } from "@/lib/db/prisma";
import { enqueueJob } from "@/lib/jobs/enqueue-job";

/**
 * Adds successful calls of the counted kind to what this tenant has used this month; the calls of its other apps are
 * invisible. From four fifths of the quota on, who looks after the customer is warned of it.
 */
export async function countApiCalls(db: Db, tenantKey: string, calls: number, now: Date): Promise<void> {
  if (calls === 0) return;
  const [usage] = await db.$queryRaw<{ counted: number; warned: boolean }[]>`
    INSERT INTO api_usage (tenant_key, month, counted) VALUES (${tenantKey}, ${quotaMonth(now)}, ${calls})
    ON CONFLICT (tenant_key, month) DO UPDATE SET counted = api_usage.counted + EXCLUDED.counted
    RETURNING counted, warned_at IS NOT NULL AS warned`;
  if (!usage || usage.warned || !isQuotaWarned(usage.counted, environment().FEISHU_MONTHLY_QUOTA)) return;
  await noticeQuota(db, tenantKey, now);
}

/** Has it told that the calls of this month run out, or have; told once a month, see commands/warn-of-quota. */
export async function noticeQuota(db: Db, tenantKey: string, now: Date): Promise<void> {
  const month = quotaMonth(now);
  await enqueueJob(db, "warn-of-quota", { tenantKey, month }, { key: `${tenantKey}:${month}`, runAt: now });
}
