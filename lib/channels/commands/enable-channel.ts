import type { Actor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import { accessChannel } from "@/lib/channels/access";
import type { ChannelIdInput } from "@/lib/channels/contract";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";

/**
 * Switches a channel on again: its employees may sign in. Of a channel that is on already it is not an error and changes nothing.
 *
 * @throws AppError NOT_FOUND for a stranger.
 */
export async function enableChannel(actor: Actor, input: ChannelIdInput, { now }: At): Promise<void> {
  await inTransaction(async (tx) => {
    const { id, accountId } = await accessChannel(tx, actor, input.channelId, "enable");
    const changed = await tx.channel.updateMany({
      where: { id, status: "disabled" },
      data: { status: "active" },
    });
    if (changed.count === 0) return;
    await recordAudit(tx, actor, {
      action: "channel.enabled",
      subjectType: "channel",
      subjectId: id,
      accountId,
      now,
    });
  });
}
