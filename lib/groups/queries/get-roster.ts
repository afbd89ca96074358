import type { PersonActor } from "@/lib/actor/actor";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { accessGroup } from "@/lib/groups/access";
import type { GroupIdInput, RosterEntryView, RosterView } from "@/lib/groups/contract";
import { unreachableCause } from "@/lib/groups/unreachable-cause";
import { groupPolicy } from "@/lib/groups/policy";

type Row = { personId: string; signedInAt: Date | null; unreachableReason: string | null };

// An employee's newest sign-in stands on their identity; of the service team only sessions know it.
const rosterSql = `
  SELECT m.person_id AS "personId", coalesce(f.signed_in_at, s.newest) AS "signedInAt",
    f.unreachable_reason AS "unreachableReason"
  FROM group_member m
  LEFT JOIN feishu_identity f ON f.person_id = m.person_id
  LEFT JOIN LATERAL (
    SELECT max(o.created_at) AS newest FROM session o WHERE m.side = 'service' AND o.person_id = m.person_id
  ) s ON true
  WHERE m.group_id = $1 AND m.left_at IS NULL`;

/**
 * What Group Member Management shows of those who are in a group: when they last signed in, whether Feishu lets them be
 * reached; and what the reader's rights depend on. Of who left nothing is told any more.
 *
 * @throws AppError NOT_FOUND `groups.no_such_group` for a stranger.
 */
export async function getRoster(actor: PersonActor, { groupId }: GroupIdInput): Promise<RosterView> {
  const group = await accessGroup(prisma(), actor, groupId, "read");
  const [{ rows }, plan] = await Promise.all([
    pool().query<Row>({ name: "group_roster", text: rosterSql, values: [groupId] }),
    prisma().supportPlan.findUniqueOrThrow({ where: { id: group.planId }, select: { tamId: true } }),
  ]);
  return {
    entries: rows.map(entryOf),
    leadsService: actor.kind === "staff" && groupPolicy.manageMembers(actor, group),
    tamId: group.kind === "main" ? plan.tamId : null,
    followsTicket: group.kind === "internal",
  };
}

function entryOf({ personId, signedInAt, unreachableReason }: Row): RosterEntryView {
  return {
    personId,
    signedInAt: signedInAt?.toISOString() ?? null,
    unreachable: unreachableCause(unreachableReason),
  };
}
