import type { Actor } from "@/lib/actor/actor";
import { prisma } from "@/lib/db/prisma";
import { accessGroup } from "@/lib/groups/access";
import type { GroupIdInput, MemberView } from "@/lib/groups/contract";

/**
 * Everybody who is or was in a group, so that old messages keep their names; who left is not `present`.
 *
 * @throws AppError NOT_FOUND `groups.no_such_group` for a stranger.
 */
export async function listMembers(actor: Actor, { groupId }: GroupIdInput): Promise<MemberView[]> {
  await accessGroup(prisma(), actor, groupId, "read");
  const members = await prisma().groupMember.findMany({
    where: { groupId },
    select: {
      personId: true,
      side: true,
      role: true,
      leftAt: true,
      person: { select: { name: true, avatarUrl: true } },
    },
    orderBy: [{ joinedAt: "asc" }, { personId: "asc" }],
  });
  return members.map(({ person, leftAt, ...member }) => ({ ...member, ...person, present: leftAt === null }));
}
