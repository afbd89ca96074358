import type { Actor } from "@/lib/actor/actor";
import type { Tx } from "@/lib/db/prisma";
import { AppError, type ErrorCode } from "@/lib/errors/app-error";
import { lockGroups } from "@/lib/events/lock-groups";
import { accessGroup } from "@/lib/groups/access";
import { internalGroupOf } from "@/lib/groups/internal/internal-group-of";
import { groupPolicy, type MemberFacts, type MemberRefusal } from "@/lib/groups/policy";

/** Refusals that another act could lift, or that name another way; the rest are for want of a right. */
const codes: Partial<Record<MemberRefusal, ErrorCode>> = {
  last_owner: "CONFLICT",
  tam_stays: "CONFLICT",
  follows_ticket: "CONFLICT",
  leave_instead: "INVALID_INPUT",
};

/**
 * Locks a group, with its internal group if it is a ticket's, and reads what a change of one of its members is decided by,
 * once the actor is shown to be in it. `facts` is null where the product itself acts: nothing is refused to it.
 *
 * @throws AppError NOT_FOUND `groups.no_such_group` for a stranger, `groups.no_such_member`.
 */
export async function memberToChange(
  tx: Tx,
  actor: Actor,
  { groupId, personId }: { groupId: string; personId: string },
) {
  const internalGroupId = await internalGroupOf(tx, groupId);
  await lockGroups(tx, internalGroupId === null ? [groupId] : [groupId, internalGroupId]);
  const group = await accessGroup(tx, actor, groupId, "takePart");
  const member = await tx.groupMember.findUnique({
    where: { groupId_personId: { groupId, personId } },
    select: { personId: true, side: true, role: true, leftAt: true },
  });
  if (member === null) throw new AppError("NOT_FOUND", "groups.no_such_member");
  // Who left is owner of nothing any more.
  const now = member.leftAt === null ? member : { ...member, role: "member" as const };
  return { group: { ...group, internalGroupId }, member, facts: await factsOf(tx, actor, group, now) };
}

type Group = Awaited<ReturnType<typeof accessGroup>>;

async function factsOf(
  tx: Tx,
  actor: Actor,
  group: Group,
  member: MemberFacts["member"],
): Promise<MemberFacts | null> {
  if (actor.kind !== "employee" && actor.kind !== "staff") return null;
  return {
    actor: {
      personId: actor.personId,
      side: actor.kind === "employee" ? "customer" : "service",
      leads: groupPolicy.manageMembers(actor, group),
    },
    member,
    followsTicket: group.kind === "internal",
    owners: await tx.groupMember.count({
      where: { groupId: group.id, side: "customer", role: "owner", leftAt: null },
    }),
    tamId: group.kind === "main" ? await tamOf(tx, group.planId) : null,
  };
}

async function tamOf(tx: Tx, planId: string): Promise<string | null> {
  return (await tx.supportPlan.findUniqueOrThrow({ where: { id: planId }, select: { tamId: true } })).tamId;
}

/** Throws what the policy refuses. */
export function refuse(refusal: MemberRefusal | null): void {
  if (refusal !== null) throw new AppError(codes[refusal] ?? "FORBIDDEN", `groups.${refusal}`);
}
