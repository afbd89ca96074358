import { quotaMonth } from "@/lib/channels/quota-month";
import type { Db } from "@/lib/db/prisma";

/** Adds successful calls of the counted kind to what this tenant has used this month; the calls of its other apps are invisible. */
export async function countApiCalls(db: Db, tenantKey: string, calls: number, now: Date): Promise<void> {
  if (calls === 0) return;
  await db.$executeRaw`
    INSERT INTO api_usage (tenant_key, month, counted) VALUES (${tenantKey}, ${quotaMonth(now)}, ${calls})
    ON CONFLICT (tenant_key, month) DO UPDATE SET counted = api_usage.counted + EXCLUDED.counted`;
}
