import type { StaffActor } from "@/lib/actor/actor";
import type { ChannelStateView } from "@/lib/channels/browser/channel-health";
import { problemView } from "@/lib/channels/internal/problem-view";
import { quotaUsageOf } from "@/lib/channels/internal/quota-usage-of";
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
      id: true,
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
  const { status, checkedAt } = channel;
  const quota = (await quotaUsageOf([channel], now)).get(channel.id);
  if (quota === undefined) throw new Error("a channel without usage");
  return {
    status,
    problem: problemView(channel)?.kind ?? null,
    brokenAt: channel.brokenAt?.toISOString() ?? null,
    checkedAt: checkedAt.toISOString(),
    warnings: channelChecks(channel.checks).filter(({ state }) => state === "warning" || state === "wrong")
      .length,
    quota,
  };
}
