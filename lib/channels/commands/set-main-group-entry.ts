import type { Actor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import { accessServedChannel } from "@/lib/channels/access";
import type { SetMainGroupEntryInput } from "@/lib/channels/contract";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";

/**
 * Sets who gets into a channel's service main groups: every employee who signs in, or only who has a joining link. Who
 * is in stays in; who is not and may now, joins at their next sign-in. Set to what it is, nothing changes.
 *
 * @throws AppError NOT_FOUND `channels.no_such_channel`; FORBIDDEN `channels.may_not_set_main_group_entry`.
 */
export async function setMainGroupEntry(
  actor: Actor,
  { channelId, entry }: SetMainGroupEntryInput,
  { now }: At,
): Promise<void> {
  await inTransaction(async (tx) => {
    const { channel } = await accessServedChannel(tx, actor, { channelId }, "setMainGroupEntry");
    const { count } = await tx.channel.updateMany({
      where: { id: channelId, mainGroupEntry: { not: entry } },
      data: { mainGroupEntry: entry },
    });
    if (count === 0) return;
    await recordAudit(tx, actor, {
      action: "channel.main_group_entry_set",
      subjectType: "channel",
      subjectId: channelId,
      accountId: channel.accountId,
      details: { entry },
      before: { entry: channel.mainGroupEntry },
      now,
    });
  });
}
