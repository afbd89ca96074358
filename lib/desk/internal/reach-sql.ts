// As the index ticket_open_of_assignee has it.
const isOpen = (ticket: string) => `${ticket}.status NOT IN ('resolved', 'closed')`;
/** What is soonest of what is promised; PostgreSQL leaves out what is null. */
export const nextDue = (ticket: string) =>
  `LEAST(${ticket}.first_response_due_at, ${ticket}.next_update_due_at, ${ticket}.resolution_due_at)`;
/** Whether an emergency of a ticket runs, as the index incident_one_open has it. */
export const openIncident = (ticketId: string) =>
  `SELECT declared_at FROM incident WHERE ticket_id = ${ticketId} AND status NOT IN ('closed', 'cancelled') LIMIT 1`;

const isStranger = `NOT EXISTS (
    SELECT FROM group_member o WHERE o.group_id = t.group_id AND o.person_id = $1 AND o.left_at IS NULL)`;
const ofOthers = "SELECT t.group_id, t.id, NULL::bigint, NULL::uuid, NULL::bigint, false";

/**
 * Every group the reader is in but internal ones, which are their ticket's; and the tickets they may see without: those
 * nobody has taken, and to who leads the queue those that burn. The one place that says whose inbox holds what; the same as
 * `deskReach` (../policy.ts). $1 person, $2 whether they see what nobody has taken, $3 whether they see every ticket, $4 until
 * when a promise is due next.
 *
 * From the reader's own rows to those of others one by one; OFFSET 0 holds the planner to it.
 */
export const reachSql = `
  mine AS MATERIALIZED (
    SELECT m.group_id, m.read_sequence FROM group_member m WHERE m.person_id = $1 AND m.left_at IS NULL),
  reach (group_id, ticket_id, read_sequence, internal_id, internal_read, is_member) AS (
    SELECT g.id, t.id, m.read_sequence, i.group_id, i.read_sequence, true
    FROM mine m
    CROSS JOIN LATERAL (SELECT x.id, x.kind FROM "group" x WHERE x.id = m.group_id OFFSET 0) AS g
    LEFT JOIN LATERAL (SELECT x.id, x.internal_group_id FROM ticket x WHERE x.group_id = g.id OFFSET 0) AS t ON true
    LEFT JOIN mine i ON i.group_id = t.internal_group_id
    WHERE g.kind <> 'internal'
    UNION ALL
    ${ofOthers} FROM ticket t WHERE $2 AND t.assignee_id IS NULL AND ${isOpen("t")} AND ${isStranger}
    UNION ALL
    ${ofOthers}
    FROM staff_account s
    CROSS JOIN LATERAL (SELECT * FROM ticket x WHERE x.assignee_id = s.person_id AND ${isOpen("x")} OFFSET 0) AS t
    LEFT JOIN LATERAL (${openIncident("t.id")}) AS n ON true
    WHERE $3 AND (n.declared_at IS NOT NULL OR ${nextDue("t")} <= $4) AND ${isStranger})`;
