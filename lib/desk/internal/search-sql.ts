import { reachSql } from "@/lib/desk/internal/reach-sql";

/**
 * Conversations and tickets of the reader with all of these words, and with this number every ticket that who leads the queue
 * may see. $1 to $4 as in `reachSql`, $5 patterns, $6 the number or null, $7 how many.
 */
export const searchSql = `
  WITH ${reachSql},
  found AS (
    SELECT group_id, ticket_id, is_member FROM reach
    UNION ALL
    SELECT t.group_id, t.id, false FROM ticket t
    WHERE $3 AND t.number = $6::int AND NOT EXISTS (SELECT FROM reach r WHERE r.ticket_id = t.id))
  SELECT f.group_id AS "groupId", f.is_member AS "isMember", g.kind, g.name, g.archived_at IS NOT NULL AS archived,
    c.organization_name AS "organizationName", f.ticket_id AS "ticketId", t.number, t.version, t.title, t.severity, t.status
  FROM found f
  CROSS JOIN LATERAL (SELECT * FROM "group" x WHERE x.id = f.group_id OFFSET 0) AS g
  CROSS JOIN LATERAL (SELECT organization_name FROM channel x WHERE x.id = g.channel_id OFFSET 0) AS c
  LEFT JOIN LATERAL (SELECT * FROM ticket x WHERE x.id = f.ticket_id OFFSET 0) AS t ON true
  LEFT JOIN LATERAL (SELECT created_at FROM message WHERE group_id = f.group_id ORDER BY sequence DESC LIMIT 1) AS l ON true
  WHERE NOT EXISTS (SELECT FROM unnest($5::text[]) AS word
    WHERE concat_ws(' ', '#' || t.number, t.title, g.name, c.organization_name) NOT ILIKE word)
  ORDER BY t.number IS NOT DISTINCT FROM $6::int AND $6::int IS NOT NULL DESC, g.kind = 'main' DESC,
    coalesce(t.status IN ('resolved', 'closed'), false), COALESCE(l.created_at, g.created_at) DESC, f.group_id
  LIMIT $7`;
