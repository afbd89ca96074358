import type { ConsoleActor } from "@/lib/actor/actor";
import type { ChannelView } from "@/lib/channels/contract";
import { findAddedBy } from "@/lib/channels/internal/added-by";
import { channelView } from "@/lib/channels/internal/channel-view";
import { countOutsideAvailability } from "@/lib/channels/internal/outside-availability";
import { prisma } from "@/lib/db/prisma";

/** The channels of the actor's account, the newest first; a deleted one is in the activity log alone. */
export async function listChannels(actor: ConsoleActor): Promise<ChannelView[]> {
  const { accountId } = actor;
  const channels = await prisma().channel.findMany({
    where: { accountId, status: { not: "deleted" } },
    omit: { secretCiphertext: true, secretKeyId: true },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
  const ids = channels.map(({ id }) => id);
  const [addedBy, outside] = await Promise.all([
    findAddedBy(prisma(), accountId, ids),
    countOutsideAvailability(prisma(), ids),
  ]);
  return channels.map((channel) =>
    channelView(channel, { by: addedBy.get(channel.id), outsideAvailability: outside.get(channel.id) }),
  );
}
