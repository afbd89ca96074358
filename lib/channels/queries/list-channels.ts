import type { ConsoleActor } from "@/lib/actor/actor";
import type { ChannelView } from "@/lib/channels/contract";
import { findAddedBy } from "@/lib/channels/internal/added-by";
import { channelView } from "@/lib/channels/internal/channel-view";
import { prisma } from "@/lib/db/prisma";

/** The channels of the actor's account, the newest first. */
export async function listChannels(actor: ConsoleActor): Promise<ChannelView[]> {
  const { accountId } = actor;
  const channels = await prisma().channel.findMany({
    where: { accountId },
    omit: { secretCiphertext: true, secretKeyId: true },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
  const addedBy = await findAddedBy(
    prisma(),
    accountId,
    channels.map(({ id }) => id),
  );
  return channels.map((channel) => channelView(channel, addedBy.get(channel.id)));
}
