import type { Tx } from "@/lib/db/prisma";
import { lockGroup } from "@/lib/events/record-event";
import { joinMember } from "@/lib/groups/internal/join-member";

type SignedIn = { personId: string; channelId: string; accountId: string; now: Date };

/**
 * At sign-in: the employee becomes a member of the channel's service main groups, where these are open to everyone in the
 * organization; the first customer there is owner (design.md §3). Who left or was removed stays out: they come back by
 * invitation. Costs one read and no lock for who is a member already.
 */
export async function joinMainGroups(
  tx: Tx,
  { personId, channelId, accountId, now }: SignedIn,
): Promise<void> {
  const groups = await tx.group.findMany({
    where: {
      channelId,
      kind: "main",
      archivedAt: null,
      channel: { mainGroupEntry: "everyone" },
      members: { none: { personId } },
    },
    select: { id: true },
    orderBy: { id: "asc" }, // the order in which everybody locks
  });
  for (const { id } of groups) {
    await lockGroup(tx, id);
    const customer = await tx.groupMember.findFirst({
      where: { groupId: id, side: "customer", leftAt: null },
      select: { personId: true },
    });
    await joinMember(
      tx,
      { id, accountId },
      { id: personId, side: "customer" },
      {
        role: customer === null ? "owner" : "member",
        joinedVia: "sign_in",
        mayReturn: false,
        actorId: personId,
        now,
      },
    );
  }
}
