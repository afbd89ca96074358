import type { Actor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import { accessChannel } from "@/lib/channels/access";
import type { SetCardContentInput } from "@/lib/channels/contract";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import { requireRecentSecondFactor } from "@/lib/identity/require-recent-second-factor";

/**
 * Says whether cards of a channel carry what was written, or only who wrote and where (edge-cases §9.13). Cards that were
 * sent stay as they are. Set to what it is, nothing changes.
 *
 * @throws AppError NOT_FOUND `channels.no_such_channel` for a stranger; FORBIDDEN `channels.may_not_set_card_content`,
 *   `identity.second_factor_needed`.
 */
export async function setCardContent(
  actor: Actor,
  { channelId, hidden }: SetCardContentInput,
  { now }: At,
): Promise<void> {
  await inTransaction(async (tx) => {
    const channel = await accessChannel(tx, actor, channelId, "setCardContent");
    await requireRecentSecondFactor(tx, actor, now);
    const { count } = await tx.channel.updateMany({
      where: { id: channel.id, hideCardContent: !hidden },
      data: { hideCardContent: hidden },
    });
    if (count === 0) return;
    await recordAudit(tx, actor, {
      action: "channel.card_content_set",
      subjectType: "channel",
      subjectId: channel.id,
      accountId: channel.accountId,
      details: { hidden },
      before: { hidden: !hidden },
      now,
    });
  });
}
