import type { ConsoleActor } from "@/lib/actor/actor";
import type { QuotaUsageView } from "@/lib/channels/contract";
import { quotaUsageOf } from "@/lib/channels/internal/quota-usage-of";
import type { At } from "@/lib/config/clock";
import { prisma } from "@/lib/db/prisma";

/**
 * How the organizations behind the actor's channels stand with the calls of this month, by channel id. Feishu counts by
 * organization: its other apps' calls are invisible to us (docs/feishu.md), two channels of one show the same.
 */
export async function listQuotaUsage(
  actor: ConsoleActor,
  { now }: At,
): Promise<Record<string, QuotaUsageView>> {
  const channels = await prisma().channel.findMany({
    where: { accountId: actor.accountId, status: { not: "deleted" } },
    select: { id: true, tenantKey: true, edition: true },
  });
  return Object.fromEntries(await quotaUsageOf(channels, now));
}
