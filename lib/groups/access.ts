import type { Actor, StaffActor } from "@/lib/actor/actor";
import { currentTime } from "@/lib/config/clock";
import type { Db } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";
import { staffWaysSql } from "@/lib/groups/internal/staff-ways-sql";
import {
  type GroupAbility,
  type GroupFacts,
  groupPolicy,
  staffScope,
  type StaffWays,
  wayInto,
} from "@/lib/groups/policy";
import { recordAuditorView } from "@/lib/groups/record-auditor-view";

const reasonOf: Record<GroupAbility, string> = {
  read: "groups.may_not_read",
  takePart: "groups.may_not_take_part",
  post: "groups.may_not_post",
  manageMembers: "groups.may_not_manage_members",
};

/**
 * The group with this id, once `actor` is shown to hold `ability` in it: the only way from an id to a group. What changes
 * something asks for more than "read", which people outside of the group may hold, too. An auditor's reading is recorded.
 *
 * @throws AppError NOT_FOUND `groups.no_such_group` for a stranger, so that ids cannot be probed; FORBIDDEN
 *   `groups.may_not_<ability>`.
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
  if (!group) throw new AppError("NOT_FOUND", "groups.no_such_group");
  const membership = group.members[0] ?? null;
  const own = { ...group, membership };
  const facts = groupPolicy.takePart(actor, own)
    ? own
    : { ...own, ...(await staffWaysOf(db, actor, groupId)) };
  if (!groupPolicy.read(actor, facts)) throw new AppError("NOT_FOUND", "groups.no_such_group");
  if (!groupPolicy[ability](actor, facts)) {
    const isReader = !groupPolicy.takePart(actor, facts);
    throw new AppError("FORBIDDEN", reasonOf[isReader ? "takePart" : ability]);
  }
  const wayIn = wayInto(actor, facts);
  if (wayIn === "audit" && actor.kind === "staff") await recordAuditorView(actor, facts);
  return { ...facts, wayIn };
}

/** A group by its id, or the one of a ticket by its number. */
type NamedGroup = { groupId: string } | { ticketNumber: number };

/**
 * The group that `actor` wants to open without being in it, once they are shown to be somebody who may: named by its id or by
 * its ticket's number. Internal groups are opened by nobody: their ticket's group has what the customer is told of.
 *
 * @throws AppError FORBIDDEN `groups.may_not_break_glass`; NOT_FOUND `groups.no_such_group`; CONFLICT
 *   `groups.in_it_already`.
 */
export async function accessClosedGroup(db: Db, actor: StaffActor, named: NamedGroup) {
  if (!staffScope(actor.roles).breaksGlass) throw new AppError("FORBIDDEN", "groups.may_not_break_glass");
  const group = await db.group.findFirst({
    where: {
      kind: { not: "internal" },
      ...("groupId" in named ? { id: named.groupId } : { ticket: { number: named.ticketNumber } }),
    },
    select: {
      id: true,
      accountId: true,
      kind: true,
      name: true,
      channel: { select: { organizationName: true } },
      ticket: { select: { number: true, mainGroupId: true } },
      members: { where: { personId: actor.personId, leftAt: null }, select: { role: true }, take: 1 },
    },
  });
  if (!group) throw new AppError("NOT_FOUND", "groups.no_such_group");
  if (group.members.length > 0) throw new AppError("CONFLICT", "groups.in_it_already");
  return group;
}

/** What besides a membership lets somebody of the service team into a group; nothing for others. */
export async function staffWaysOf(db: Db, actor: Actor, groupId: string): Promise<Pick<GroupFacts, "ways">> {
  if (actor.kind !== "staff") return {};
  const values = [groupId, actor.personId, currentTime().toISOString()];
  const [ways] = await db.$queryRawUnsafe<StaffWays[]>(staffWaysSql, ...values);
  return ways === undefined ? {} : { ways };
}
