/**
 * The tickets of a service main group, for who sees every one of them (`seesCustomerHistory`, judged once more here): $1 the
 * main group, $2 whether the reader leads the queue, $3 the reader, $4 whether their roles lead the service side of the
 * groups they are in.
 */
const scope = `
  seen AS (
    SELECT t.* FROM ticket t
    WHERE t.main_group_id = $1 AND ($2 OR ($4 AND EXISTS (
      SELECT FROM group_member o
      WHERE o.group_id = $1 AND o.person_id = $3 AND o.side = 'service' AND o.left_at IS NULL))))`;

const isOpen = "status NOT IN ('resolved', 'closed')";
const row = `number, group_id AS "groupId", title, severity, status, created_at AS "createdAt"`;

/** The open ones, the soonest due first, $5 at most, each with how many there are. */
export const openTicketsSql = `
  WITH ${scope}
  SELECT ${row}, count(*) OVER ()::int AS total FROM seen WHERE ${isOpen}
  ORDER BY least(first_response_due_at, next_update_due_at, resolution_due_at) NULLS LAST, created_at DESC, id
  LIMIT $5`;

/** The last that were resolved, $5 at most. */
export const recentTicketsSql = `
  WITH ${scope}
  SELECT ${row} FROM seen WHERE NOT (${isOpen}) ORDER BY resolved_at DESC NULLS LAST, id DESC LIMIT $5`;

/** The last emergencies, $5 at most; those that were taken back within the minute are none. */
export const emergenciesSql = `
  WITH ${scope}
  SELECT s.number, s.group_id AS "groupId", s.title, i.declared_at AS "declaredAt", i.closed_at AS "endedAt"
  FROM seen s JOIN incident i ON i.ticket_id = s.id AND i.status <> 'cancelled'
  ORDER BY i.declared_at DESC, i.id DESC LIMIT $5`;

/** Reminders and ratings since $5. */
export const contentmentSql = `
  WITH ${scope}
  SELECT
    (SELECT count(*)::int FROM reminder r JOIN seen s ON s.id = r.ticket_id WHERE r.created_at >= $5) AS reminders,
    (SELECT count(*)::int FROM satisfaction_rating f JOIN seen s ON s.id = f.ticket_id WHERE f.created_at >= $5) AS ratings,
    (SELECT avg(f.score)::float FROM satisfaction_rating f JOIN seen s ON s.id = f.ticket_id WHERE f.created_at >= $5) AS average`;
