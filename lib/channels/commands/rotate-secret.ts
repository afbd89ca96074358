import type { Actor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import { accessChannel } from "@/lib/channels/access";
import type { RotatedSecretView, RotateSecretInput } from "@/lib/channels/care-contract";
import { needsNewSecret } from "@/lib/channels/channel-problem";
import { countApiCalls } from "@/lib/channels/count-api-call";
import { sealedCredentials } from "@/lib/channels/internal/open-credentials";
import { secretColumns } from "@/lib/channels/internal/sealed-secret";
import { wakePeople } from "@/lib/channels/internal/wake-people";
import type { At } from "@/lib/config/clock";
import { prisma } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { forgetConnections } from "@/lib/feishu/connection";
import { verifySecret } from "@/lib/feishu/verify-secret";
import { requireRecentSecondFactor } from "@/lib/identity/require-recent-second-factor";

/**
 * Gives a channel the new secret of its app (edge-cases §1.7): Feishu must accept it before it takes the place of the one
 * that may still work; sessions, people and groups stay as they are. Cards that waited for it go on. Of two at once one wins.
 *
 * @throws AppError NOT_FOUND for a stranger and a deleted channel; FORBIDDEN `identity.second_factor_needed`; what Feishu says
 *   of the secret, as `feishu.*`; CONFLICT `channels.other_organization`, `channels.changed_meanwhile`. Nothing is changed then.
 */
export async function rotateSecret(
  actor: Actor,
  { channelId, appSecret }: RotateSecretInput,
  { now }: At,
): Promise<RotatedSecretView> {
  const { appId, tenantKey } = await accessChannel(prisma(), actor, channelId, "rotateSecret");
  await requireRecentSecondFactor(prisma(), actor, now);
  const { inForce } = await sealedCredentials(channelId);

  let countedCalls = 0;
  const onCounted = () => {
    countedCalls += 1;
  };
  const verified = await verifySecret({ appId, appSecret }, { onCounted });
  // An empty key is of a channel that was saved before Feishu told its organization.
  if (verified.tenantKey !== null && tenantKey !== "" && verified.tenantKey !== tenantKey)
    throw new AppError("CONFLICT", "channels.other_organization");

  const columns = secretColumns(appSecret, channelId, now);
  await inTransaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM channel WHERE id = ${channelId}::uuid FOR NO KEY UPDATE`;
    const { accountId, brokenReason } = await accessChannel(tx, actor, channelId, "rotateSecret");
    const healed = needsNewSecret(brokenReason) ? { brokenReason: null, brokenAt: null } : {};
    const { count } = await tx.channel.updateMany({
      where: { id: channelId, appId, ...inForce },
      data: { ...columns, ...healed },
    });
    if (count === 0) throw new AppError("CONFLICT", "channels.changed_meanwhile");
    await countApiCalls(tx, tenantKey, countedCalls, now);
    await wakePeople(tx, channelId, now);
    await recordAudit(tx, actor, {
      action: "channel.secret_rotated",
      subjectType: "channel",
      subjectId: channelId,
      accountId,
      details: { appId },
      now,
    });
  });
  forgetConnections(appId);
  return { secretEnding: columns.secretEnding };
}
