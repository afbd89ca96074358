import type { Tx } from "@/lib/db/prisma";
import { joinMember } from "@/lib/groups/internal/join-member";

type Invited = { personId: string; actorId: string; now: Date };

/**
 * Makes an employee a member of a group whose log the caller has locked, because a link or the answer to their request lets
 * them in; who left or was removed comes back. As at sign-in, the first customer there is owner. False if they were there
 * already.
 */
export async function joinInvited(
  tx: Tx,
  group: { id: string; accountId: string },
  { personId, actorId, now }: Invited,
): Promise<boolean> {
  const customer = await tx.groupMember.findFirst({
    where: { groupId: group.id, side: "customer", leftAt: null },
    select: { personId: true },
  });
  const role = customer === null ? "owner" : "member";
  const joining = { role, joinedVia: "invitation", mayReturn: true, actorId, now } as const;
  return joinMember(tx, group, { id: personId, side: "customer" }, joining);
}
