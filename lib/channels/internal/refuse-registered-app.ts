import { recordAudit } from "@/lib/audit/record-audit";
import type { ChannelAdder } from "@/lib/channels/contract";
import { findAddedBy } from "@/lib/channels/internal/added-by";
import { findAppOwner, mayRevive } from "@/lib/channels/internal/find-app-owner";
import type { At } from "@/lib/config/clock";
import { prisma } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { log } from "@/lib/log/logger";

/**
 * Refuses an App ID that a channel already has, or had; of one nobody has, or the actor's own account gave up, it says nothing. The actor's own account is told who
 * added it. Another account learns nothing; its attempt is audited and logged as a warning, which alerts the operator.
 *
 * @throws AppError CONFLICT `channels.already_registered`, `channels.already_registered_by_service` or `channels.cannot_be_registered`.
 */
export async function refuseRegisteredApp(actor: ChannelAdder, appId: string, { now }: At): Promise<void> {
  const channel = await findAppOwner(prisma(), appId);
  if (!channel || mayRevive(channel, actor.accountId, appId)) return;
  if (channel.accountId === actor.accountId) {
    const by = (await findAddedBy(prisma(), channel.accountId, [channel.id])).get(channel.id)?.addedBy;
    const addedAt = channel.createdAt.getTime();
    if (!by)
      throw new AppError("CONFLICT", "channels.already_registered_by_service", { details: { addedAt } });
    throw new AppError("CONFLICT", "channels.already_registered", { details: { addedBy: by, addedAt } });
  }
  log.warn("channel.registered_elsewhere", { appId, accountId: actor.accountId, ownerChannelId: channel.id });
  // The entry belongs to the account that tried, which may read it: whose the app is stays out.
  await inTransaction((tx) =>
    recordAudit(tx, actor, {
      action: "channel.registration_refused",
      subjectType: "app",
      subjectId: null,
      accountId: actor.accountId,
      details: { appId },
      now,
    }),
  );
  throw new AppError("CONFLICT", "channels.cannot_be_registered");
}
