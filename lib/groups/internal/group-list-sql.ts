import { openedSql } from "@/lib/groups/internal/staff-ways-sql";

/** What no log reaches: whoever only looks has nothing unread. */
const NEVER = Number.MAX_SAFE_INTEGER;

function isNoMember(group: string): string {
  return `NOT EXISTS (SELECT FROM group_member o WHERE o.group_id = ${group} AND o.person_id = $1 AND o.left_at IS NULL)`;
}

/**
 * The groups of a person with what a row of the list shows. $1 person, $2 the channel an employee's session is bound to or
 * null, $3 where counting unread messages stops, $4 how much of the last message is needed, $5 whether the groups they have open by break-glass belong to it, $6 now. A clock orders rows of different groups only, never messages.
 */
export const groupListSql = `
  SELECT g.id, g.kind, g.name, c.organization_name AS "organizationName", g.archived_at IS NOT NULL AS archived,
    pl.valid_from AS "validFrom", pl.valid_to AS "validTo", g.sequence, m.read_sequence AS "readSequence",
    (SELECT count(*)::int FROM group_member o WHERE o.group_id = g.id AND o.left_at IS NULL) AS "memberCount",
    (SELECT count(*)::int FROM (
      SELECT FROM message u WHERE u.group_id = g.id AND u.sequence > m.read_sequence AND u.sender_id IS DISTINCT FROM $1 LIMIT $3) AS mine) AS unread,
    EXISTS (SELECT FROM mention n WHERE n.person_id = $1 AND n.group_id = g.id AND n.sequence > m.read_sequence
      AND coalesce(n.outcome_reason, '') NOT IN ('recalled', 'name_removed')) AS "mentionsMe",
    l.sender_id AS "senderId", p.name AS "senderName", left(l.body, $4) AS body, l.notice, l.recalled_at IS NOT NULL AS recalled, l.created_at AS "sentAt",
    (SELECT count(*)::int FROM attachment a WHERE a.message_id = l.id) AS files, m.opened_until AS "openedUntil"
  FROM (
    SELECT group_id, read_sequence, NULL::timestamptz AS opened_until FROM group_member WHERE person_id = $1 AND left_at IS NULL
    UNION ALL
    SELECT b.group_id, ${NEVER}, max(b.ends_at) FROM break_glass b
    WHERE $5::boolean AND ${openedSql("$1", "$6")} AND ${isNoMember("b.group_id")}
    GROUP BY b.group_id
  ) AS m
  JOIN "group" g ON g.id = m.group_id
  JOIN channel c ON c.id = g.channel_id
  JOIN support_plan pl ON pl.id = g.plan_id
  LEFT JOIN LATERAL (
    SELECT id, sender_id, body, notice, recalled_at, created_at FROM message WHERE group_id = g.id ORDER BY sequence DESC LIMIT 1) AS l ON true
  LEFT JOIN person p ON p.id = l.sender_id
  WHERE $2::uuid IS NULL OR (g.channel_id = $2 AND g.kind <> 'internal')
  ORDER BY ($2::uuid IS NOT NULL AND g.kind = 'main') DESC, l.created_at DESC NULLS LAST, g.id`;

/**
 * Where a person may listen, with the end of each log: where they are present, and what they have open by break-glass.
 * $1 person, $2 the channel an employee's session is bound to or null, $3 whether break-glass counts, $4 now.
 */
export const membershipsSql = `
  SELECT b.group_id AS "groupId", g.sequence, max(b.ends_at) AS until
  FROM break_glass b
  JOIN "group" g ON g.id = b.group_id
  WHERE $3::boolean AND ${openedSql("$1", "$4")} AND ${isNoMember("b.group_id")}
  GROUP BY b.group_id, g.sequence
  UNION ALL
  SELECT m.group_id AS "groupId", g.sequence, NULL
  FROM group_member m
  JOIN "group" g ON g.id = m.group_id AND ($2::uuid IS NULL OR (g.channel_id = $2 AND g.kind <> 'internal'))
  WHERE m.person_id = $1 AND m.left_at IS NULL`;

/** The names some texts use: of who is or was in the group. $1 groups, $2 persons, pairwise. */
export const namesInGroupsSql = `
  SELECT m.group_id AS "groupId", m.person_id AS "personId", p.name
  FROM unnest($1::uuid[], $2::uuid[]) AS wanted(group_id, person_id)
  JOIN group_member m ON m.group_id = wanted.group_id AND m.person_id = wanted.person_id
  JOIN person p ON p.id = m.person_id`;
