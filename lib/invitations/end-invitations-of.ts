import type { Tx } from "@/lib/db/prisma";

/** Ends every living link into the groups of a channel, in the caller's transaction; who came by one stays. Answers how many. */
export async function endInvitationsOf(tx: Tx, channelId: string, now: Date): Promise<number> {
  const { count } = await tx.invitation.updateMany({
    where: { group: { channelId }, revokedAt: null, expiresAt: { gt: now } },
    data: { revokedAt: now },
  });
  return count;
}
