import type { Actor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import { accessChannel } from "@/lib/channels/access";
import type { ChannelIdInput } from "@/lib/channels/contract";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import { endSessionsOf } from "@/lib/identity/end-sessions-of";
import { requireRecentSecondFactor } from "@/lib/identity/require-recent-second-factor";

/**
 * Switches a channel off: its employees are signed out at once, open sockets included, and nobody signs in until it is
 * switched on. Conversations stay. Of a channel that is off already it is not an error and changes nothing.
 *
 * @throws AppError NOT_FOUND for a stranger; FORBIDDEN `identity.second_factor_needed`.
 */
export async function disableChannel(
  actor: Actor,
  input: ChannelIdInput,
  { now }: At,
): Promise<{ signedOut: number }> {
  return inTransaction(async (tx) => {
    const channel = await accessChannel(tx, actor, input.channelId, "disable");
    await requireRecentSecondFactor(tx, actor, now);
    const changed = await tx.channel.updateMany({
      where: { id: channel.id, status: "active" },
      data: { status: "disabled" },
    });
    if (changed.count === 0) return { signedOut: 0 };
    const signedOut = await endSessionsOf(tx, { channelId: channel.id }, { reason: "channel_disabled", now });
    const { id: subjectId, accountId } = channel;
    const details = { signedOut };
    await recordAudit(tx, actor, {
      action: "channel.disabled",
      subjectType: "channel",
      subjectId,
      accountId,
      details,
      now,
    });
    return { signedOut };
  });
}
