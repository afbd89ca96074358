import type { StaffActor } from "@/lib/actor/actor";
import type { ChannelStateView } from "@/lib/channels/browser/channel-health";
import { problemView } from "@/lib/channels/internal/problem-view";
import { quotaUsageView } from "@/lib/channels/internal/quota-usage-view";
import { quotaMonth } from "@/lib/channels/quota-month";
import { channelChecks } from "@/lib/channels/self-check-contract";
import type { At } from "@/lib/config/clock";
import { prisma } from "@/lib/db/prisma";
import { accessGroup } from "@/lib/groups/access";
import type { GroupIdInput } from "@/lib/groups/contract";

/**
 * How the channel stands in which a group is: for whoever of the service team reads the group, since it says whether the
 * customer's people can be reached there.
 *
 * @throws AppError NOT_FOUND `groups.no_such_group` for a stranger.
 */
export async function getChannelHealth(
  actor: StaffActor,
  { groupId }: GroupIdInput,
  { now }: At,
): Promise<ChannelStateView> {
  const { channelId } = await accessGroup(prisma(), actor, groupId, "read");
  const channel = await prisma().channel.findUniqueOrThrow({
    where: { id: channelId },
    select: {
      appId: true,
      status: true,
      brokenReason: true,
      brokenAt: true,
      checks: true,
      checkedAt: true,
      edition: true,
      tenantKey: true,
    },
  });
  const { status, checkedAt, edition, tenantKey } = channel;
  const usage = await prisma().apiUsage.findUnique({
    where: { tenantKey_month: { tenantKey, month: quotaMonth(now) } },
  });
  return {
    status,
    problem: problemView(channel)?.kind ?? null,
    brokenAt: channel.brokenAt?.toISOString() ?? null,
    checkedAt: checkedAt.toISOString(),
    warnings: channelChecks(channel.checks).filter(({ state }) => state === "warning" || state === "wrong")
      .length,
    quota: quotaUsageView(usage?.counted ?? 0, edition === "paid", { now, exhausted: !!usage?.exhaustedAt }),
  };
}
