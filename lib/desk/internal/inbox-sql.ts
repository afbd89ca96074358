import { nextDue, openIncident, reachSql } from "@/lib/desk/internal/reach-sql";

/** Whether there is a message of somebody else, or a mention of the reader, after this place of a log. */
const isUnread = (groupId: string, after: string) =>
  `EXISTS (SELECT FROM message u WHERE u.group_id = ${groupId} AND u.sequence > ${after} AND u.sender_id IS DISTINCT FROM $1)`;
const isMentioned = (groupId: string, after: string) =>
  `EXISTS (SELECT FROM mention n WHERE n.person_id = $1 AND n.group_id = ${groupId} AND n.sequence > ${after}
        AND coalesce(n.outcome_reason, '') NOT IN ('recalled', 'name_removed'))`;
const lastMessage = (groupId: string) =>
  `SELECT created_at FROM message WHERE group_id = ${groupId} ORDER BY sequence DESC LIMIT 1`;
const milliseconds = (instant: string) => `(extract(epoch FROM ${instant}) * 1000)::bigint`;

/**
 * A page of the inbox and, for the first, what it says of the whole; `reachSql` says whose it is. The order is that of
 * `inboxRank` (../browser/inbox-rank.ts). Values: `inboxValues`.
 *
 * What a row's place depends on is in no index, so every page looks at all of the reader's rows, each by an index; the rest of
 * a row is read for the page alone.
 */
export const inboxSql = `
  WITH ${reachSql},
  facts AS MATERIALIZED (
    SELECT r.*, g.kind, g.name, g.account_id, g.archived_at, c.organization_name, t.number, t.title, t.severity, t.status,
      t.product_code, t.assignee_id, t.version, t.created_at, t.next_due_at, n.declared_at AS incident_at,
      r.is_member AND ${isUnread("r.group_id", "r.read_sequence")} AS unread,
      r.is_member AND ${isMentioned("r.group_id", "r.read_sequence")} AS mentions_me,
      r.internal_id IS NOT NULL AND ${isUnread("r.internal_id", "r.internal_read")} AS internal_unread,
      r.internal_id IS NOT NULL AND ${isMentioned("r.internal_id", "r.internal_read")} AS internal_mentions_me,
      GREATEST(l.created_at, il.created_at, g.created_at) AS activity_at
    FROM reach r
    CROSS JOIN LATERAL (SELECT * FROM "group" x WHERE x.id = r.group_id OFFSET 0) AS g
    CROSS JOIN LATERAL (SELECT organization_name FROM channel x WHERE x.id = g.channel_id OFFSET 0) AS c
    LEFT JOIN LATERAL (SELECT x.*, ${nextDue("x")} AS next_due_at FROM ticket x WHERE x.id = r.ticket_id OFFSET 0) AS t ON true
    LEFT JOIN LATERAL (${openIncident("r.ticket_id")}) AS n ON true
    LEFT JOIN LATERAL (${lastMessage("r.group_id")}) AS l ON r.is_member
    LEFT JOIN LATERAL (${lastMessage("r.internal_id")}) AS il ON true),
  placed AS (
    SELECT f.*, p.tier, CASE p.tier
      WHEN 0 THEN -${milliseconds("incident_at")} WHEN 1 THEN ${milliseconds("next_due_at")} ELSE -${milliseconds("activity_at")} END AS key
    FROM facts f CROSS JOIN LATERAL (SELECT CASE
      WHEN incident_at IS NOT NULL THEN 0 WHEN next_due_at <= $4 THEN 1
      WHEN mentions_me OR internal_mentions_me THEN 2 WHEN unread OR internal_unread THEN 3 ELSE 4 END AS tier) AS p),
  page AS (
    SELECT * FROM placed
    WHERE ($5::uuid IS NULL OR account_id = $5)
      AND ($6::group_kind IS NULL OR kind = $6)
      AND (cardinality($7::ticket_status[]) = 0 OR status = ANY ($7))
      AND (cardinality($8::severity[]) = 0 OR severity = ANY ($8))
      AND ($9::text IS NULL OR product_code = $9)
      AND (CASE $10::text WHEN 'me' THEN assignee_id = $1 WHEN 'nobody' THEN ticket_id IS NOT NULL AND assignee_id IS NULL ELSE true END)
      AND ($11::timestamptz IS NULL OR next_due_at <= $11)
      AND (NOT $12::boolean OR unread OR internal_unread)
      AND (NOT $13::boolean OR mentions_me OR internal_mentions_me)
      AND (NOT $14::boolean OR incident_at IS NOT NULL)
      AND NOT EXISTS (SELECT FROM unnest($15::text[]) AS word
        WHERE concat_ws(' ', '#' || number, title, name, organization_name) NOT ILIKE word)
      AND ($16::int IS NULL OR (tier, key, group_id) > ($16, $17::bigint, $18::uuid))
    ORDER BY tier, key, group_id LIMIT $19),
  whole AS (
    SELECT json_build_object('all', count(*), 'emergencies', count(*) FILTER (WHERE incident_at IS NOT NULL),
      'due', count(*) FILTER (WHERE next_due_at <= $4), 'mentions', count(*) FILTER (WHERE mentions_me OR internal_mentions_me),
      'unread', count(*) FILTER (WHERE unread OR internal_unread),
      'unassigned', count(*) FILTER (WHERE ticket_id IS NOT NULL AND assignee_id IS NULL AND status NOT IN ('resolved', 'closed'))) AS counts
    FROM facts WHERE $16::int IS NULL),
  customer AS (SELECT account_id AS "accountId", min(organization_name) AS name FROM facts WHERE $16::int IS NULL GROUP BY account_id)
  SELECT w.counts, (SELECT json_agg(customer ORDER BY name, "accountId") FROM customer) AS customers,
    p.group_id AS "groupId", p.ticket_id AS "ticketId", p.internal_id AS "internalId", p.is_member AS "isMember", p.kind, p.name,
    p.account_id AS "accountId", p.archived_at IS NOT NULL AS archived, p.organization_name AS "organizationName", p.number, p.title,
    p.severity, p.status, p.product_code AS "productCode", p.assignee_id AS "assigneeId", a.name AS "assigneeName", p.version,
    p.created_at AS "createdAt", p.next_due_at AS "nextDueAt", p.incident_at AS "incidentAt", p.unread, p.mentions_me AS "mentionsMe",
    p.internal_unread AS "internalUnread", p.internal_mentions_me AS "internalMentionsMe", p.activity_at AS "activityAt", p.tier, p.key
  FROM whole w
  LEFT JOIN page p ON true
  LEFT JOIN LATERAL (SELECT name FROM person x WHERE x.id = p.assignee_id OFFSET 0) AS a ON true
  ORDER BY p.tier, p.key, p.group_id`;
