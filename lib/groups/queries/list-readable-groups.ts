import type { PlanTerms } from "@/lib/accounts/policy";
import type { StaffActor } from "@/lib/actor/actor";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";
import { accessGroup } from "@/lib/groups/access";
import type { GroupIdInput, GroupRowView } from "@/lib/groups/contract";

/** So many of a customer's groups are offered beside the one that is read, the newest. */
const LIMIT = 200;

/** The group and those around it: with its main group, whose tickets' groups are listed, and of a ticket both groups. */
const familySql = `
  WITH asked AS (
    SELECT g.id, coalesce(t.main_group_id, g.id) AS main_id, t.group_id, t.internal_group_id
    FROM "group" g LEFT JOIN ticket t ON g.id IN (t.group_id, t.internal_group_id) WHERE g.id = $1
  ), family AS (
    SELECT group_id AS id FROM asked UNION SELECT internal_group_id FROM asked
    UNION SELECT main_id FROM asked WHERE $2
    UNION (SELECT t.group_id FROM ticket t JOIN asked ON t.main_group_id = asked.main_id WHERE $2 ORDER BY t.number DESC LIMIT $3)
  )
  SELECT g.id, g.kind, g.name, c.organization_name AS "organizationName", g.archived_at IS NOT NULL AS archived,
    p.valid_from AS "validFrom", p.valid_to AS "validTo", g.sequence,
    (SELECT count(*)::int FROM group_member o WHERE o.group_id = g.id AND o.left_at IS NULL) AS "memberCount"
  FROM "group" g JOIN channel c ON c.id = g.channel_id JOIN support_plan p ON p.id = g.plan_id
  WHERE g.id IN (SELECT id FROM family) OR g.id = $1
  ORDER BY g.kind <> 'main', g.created_at DESC, g.id`;

type Row = Pick<
  GroupRowView,
  "id" | "kind" | "name" | "organizationName" | "archived" | "sequence" | "memberCount"
> &
  PlanTerms;

/**
 * A group that somebody reads by their role, without being in it, and what they can read beside it: an auditor everything
 * of its customer's main group, a duty lead both groups of a ticket in the queue. Nothing of it counts as unread, and of
 * what was said no row tells anything: what is read is recorded when it is opened.
 *
 * @throws AppError NOT_FOUND `groups.no_such_group` for who does not read it in such a way.
 */
export async function listReadableGroups(
  actor: StaffActor,
  { groupId }: GroupIdInput,
): Promise<GroupRowView[]> {
  const { wayIn } = await accessGroup(prisma(), actor, groupId, "read");
  if (wayIn !== "audit" && wayIn !== "queue") throw new AppError("NOT_FOUND", "groups.no_such_group");
  const { rows } = await pool().query<Row>(familySql, [groupId, wayIn === "audit", LIMIT]);
  return rows.map(({ validFrom, validTo, ...row }) => ({
    ...row,
    plan: { validFrom: validFrom.toISOString(), validTo: validTo.toISOString() },
    readSequence: Number.MAX_SAFE_INTEGER,
    unread: 0,
    mentionsMe: false,
    reader: { by: wayIn, until: null },
    lastMessage: null,
  }));
}
