import type { Actor } from "@/lib/actor/actor";
import type { Db } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";
import { type GroupAbility, groupPolicy } from "@/lib/groups/policy";

const reasonOf: Record<GroupAbility, string> = {
  read: "groups.may_not_read",
  post: "groups.may_not_post",
  manageMembers: "groups.may_not_manage_members",
};

/**
 * The group with this id, once `actor` is shown to hold `ability` in it: the only way from an id to a group.
 *
 * @throws AppError NOT_FOUND `groups.no_such_group` for a stranger, so that ids cannot be probed; FORBIDDEN `groups.may_not_<ability>`.
 */
export async function accessGroup(db: Db, actor: Actor, groupId: string, ability: GroupAbility) {
  const personId = actor.kind === "employee" || actor.kind === "staff" ? actor.personId : null;
  const group = await db.group.findUnique({
    where: { id: groupId },
    select: {
      id: true,
      kind: true,
      name: true,
      accountId: true,
      channelId: true,
      planId: true,
      sequence: true,
      archivedAt: true,
      // Only the actor's own row: a group may have thousands of members, and one who left is none.
      members: {
        where: personId === null ? { personId: { in: [] } } : { personId, leftAt: null },
        select: { role: true, readSequence: true },
        take: 1,
      },
    },
  });
  const facts = group && { ...group, membership: group.members[0] ?? null };
  if (!facts || !groupPolicy.read(actor, facts)) throw new AppError("NOT_FOUND", "groups.no_such_group");
  if (!groupPolicy[ability](actor, facts)) throw new AppError("FORBIDDEN", reasonOf[ability]);
  return facts;
}
