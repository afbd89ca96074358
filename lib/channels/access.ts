import type { Actor } from "@/lib/actor/actor";
import { type ChannelAbility, channelPolicy } from "@/lib/channels/policy";
import type { Db } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";

/**
 * The channel with this id, once `actor` is shown to hold `ability` over it: the only way from an id to a channel. Its secret is not among it.
 *
 * @throws AppError NOT_FOUND `channels.no_such_channel` for a stranger, so that ids cannot be probed; FORBIDDEN `channels.may_not_<ability>`.
 */
export async function accessChannel(db: Db, actor: Actor, channelId: string, ability: ChannelAbility) {
  const channel = await db.channel.findUnique({
    where: { id: channelId },
    omit: { secretCiphertext: true, secretKeyId: true },
  });
  if (!channel || !channelPolicy.read(actor, channel))
    throw new AppError("NOT_FOUND", "channels.no_such_channel");
  if (!channelPolicy[ability](actor, channel)) throw new AppError("FORBIDDEN", `channels.may_not_${ability}`);
  return channel;
}
