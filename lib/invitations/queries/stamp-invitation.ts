import type { At } from "@/lib/config/clock";
import { prisma } from "@/lib/db/prisma";
import type { InvitationTokenInput } from "@/lib/invitations/contract";
import { findLinkByToken } from "@/lib/invitations/internal/link";
import { begunAtOf, stampOf } from "@/lib/invitations/internal/stamp";
import { invitationState } from "@/lib/invitations/policy";

/**
 * The stamp that a link's address is to carry through the sign-in, so that who began in time still joins a few minutes
 * after its end (edge-cases §7.4). Null where there is nothing to stamp: no live link of the channel with this App ID, or
 * a stamp that is still good.
 */
export async function stampInvitation(
  { appId, token, stamp }: InvitationTokenInput & { appId: string },
  { now }: At,
): Promise<string | null> {
  const link = await findLinkByToken(prisma(), token);
  if (link === null || begunAtOf(stamp, link.tokenHash, now) !== null) return null;
  if (link.group.archivedAt !== null || invitationState(link.facts, now) !== "live") return null;
  const { appId: ownAppId } = await prisma().channel.findUniqueOrThrow({
    where: { id: link.group.channelId },
    select: { appId: true },
  });
  return ownAppId === appId ? stampOf(link.tokenHash, now) : null;
}
