import type { Actor } from "@/lib/actor/actor";
import { accessChannel } from "@/lib/channels/access";
import type { ChannelIdInput, ChannelView } from "@/lib/channels/contract";
import { findAddedBy } from "@/lib/channels/internal/added-by";
import { channelView } from "@/lib/channels/internal/channel-view";
import { prisma } from "@/lib/db/prisma";

/**
 * One channel of the actor's account.
 *
 * @throws AppError NOT_FOUND `channels.no_such_channel` for a stranger.
 */
export async function getChannel(actor: Actor, input: ChannelIdInput): Promise<ChannelView> {
  const channel = await accessChannel(prisma(), actor, input.channelId, "read");
  const addedBy = await findAddedBy(prisma(), channel.accountId, [channel.id]);
  return channelView(channel, addedBy.get(channel.id));
}
