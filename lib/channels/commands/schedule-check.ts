import type { SystemActor } from "@/lib/actor/actor";
import { nextNightlyCheck } from "@/lib/channels/check-schedule";
import type { ChannelIdInput } from "@/lib/channels/contract";
import type { At } from "@/lib/config/clock";
import { prisma } from "@/lib/db/prisma";

/** Gives a channel from before there were nights of self-checks its place in one. */
export async function scheduleCheck(
  _actor: SystemActor,
  { channelId }: ChannelIdInput,
  { now }: At,
): Promise<void> {
  await prisma().channel.updateMany({
    where: { id: channelId, nextCheckAt: null, status: { in: ["active", "saved"] } },
    data: { nextCheckAt: nextNightlyCheck(channelId, now) },
  });
}
