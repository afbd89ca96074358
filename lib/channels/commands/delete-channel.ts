import type { Actor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import { accessChannel } from "@/lib/channels/access";
import type { DeletedChannelView, DeleteChannelInput } from "@/lib/channels/care-contract";
import { requireConfirmation } from "@/lib/channels/internal/require-confirmation";
import { wakePeople } from "@/lib/channels/internal/wake-people";
import type { At } from "@/lib/config/clock";
import type { Tx } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { forgetConnections } from "@/lib/feishu/connection";
import { archiveGroupsOf } from "@/lib/groups/archive-groups-of";
import { endSessionsOf } from "@/lib/identity/end-sessions-of";
import { requireRecentSecondFactor } from "@/lib/identity/require-recent-second-factor";
import { endInvitationsOf } from "@/lib/invitations/end-invitations-of";

/**
 * Deletes a channel: its secret is gone, its employees are signed out at once, no card is sent any more, links into its
 * groups are dead, and what was written stays readable for the service team. The same account can add the app again.
 *
 * @throws AppError NOT_FOUND for a stranger and of a deleted channel; FORBIDDEN `channels.may_not_remove`,
 *   `identity.second_factor_needed`; INVALID_INPUT `channels.confirmation_wrong` when it is not the organization's name.
 */
export async function deleteChannel(
  actor: Actor,
  { channelId, confirmation }: DeleteChannelInput,
  { now }: At,
): Promise<DeletedChannelView> {
  const { appId, view } = await inTransaction(async (tx) => {
    // Sign-ins, requests, a new secret and a new app hold the channel too: each comes before, or finds it deleted.
    await tx.$queryRaw`SELECT id FROM channel WHERE id = ${channelId}::uuid FOR NO KEY UPDATE`;
    const channel = await accessChannel(tx, actor, channelId, "remove");
    await requireRecentSecondFactor(tx, actor, now);
    requireConfirmation(confirmation, channel.organizationName);
    await forgetSecret(tx, channelId);
    const ended = {
      signedOut: await endSessionsOf(tx, { channelId }, { reason: "channel_deleted", now }),
      groups: await archiveGroupsOf(tx, channelId, now),
      invitations: await endInvitationsOf(tx, channelId, now),
    };
    await cancelWhatWaits(tx, channelId, now);
    await recordAudit(tx, actor, {
      action: "channel.deleted",
      subjectType: "channel",
      subjectId: channelId,
      accountId: channel.accountId,
      details: { appId: channel.appId, ...ended },
      now,
    });
    return { appId: channel.appId, view: ended };
  });
  forgetConnections(appId);
  return view;
}

async function forgetSecret(tx: Tx, id: string): Promise<void> {
  await tx.channel.update({
    where: { id },
    data: {
      status: "deleted",
      secretCiphertext: null,
      secretKeyId: null,
      secretEnding: null,
      brokenReason: null,
      brokenAt: null,
      nextCheckAt: null,
    },
  });
}

/** Nobody waits for a main group any more, and every mention gets its outcome now instead of when its card was to be tried again. */
async function cancelWhatWaits(tx: Tx, channelId: string, now: Date): Promise<void> {
  await tx.mainGroupRequest.updateMany({
    where: { channelId, answeredAt: null },
    data: { answeredAt: now },
  });
  await tx.cardDelivery.updateMany({
    where: { channelId, status: "sending" },
    data: { nextAttemptAt: now },
  });
  await wakePeople(tx, channelId, now);
}
