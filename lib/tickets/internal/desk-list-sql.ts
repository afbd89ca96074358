import type { Severity } from "@/lib/tickets/contract";
import { SqlValues, type Statement } from "@/lib/tickets/internal/sql-values";
import { instantSql } from "@/lib/tickets/internal/ticket-cursor";
import { nextDueSql, rowColumns, rowSql } from "@/lib/tickets/internal/ticket-list-rows";
import type { Position } from "@/lib/tickets/internal/ticket-list-sql";

// As the index ticket_open_of_assignee has it.
const isOpen = "t.status NOT IN ('resolved', 'closed')";
const due = `COALESCE(${nextDueSql}, 'infinity')`;

export type QueuePosition = { severity: Severity; at: number; id: string };

/** Open tickets that nobody has taken, of all customers: the most severe first, then who waits longest. */
export function queueSql(personId: string, after: QueuePosition | null, limit: number): Statement {
  const sql = new SqlValues();
  const goesOn =
    after &&
    `AND (t.severity, t.created_at, t.id) > (${sql.add(after.severity)}::severity, ${sql.add(instantSql(after.at))}::timestamptz, ${sql.add(after.id)}::uuid)`;
  const page = `
    SELECT ${rowColumns} FROM ticket t WHERE t.assignee_id IS NULL AND ${isOpen} ${goesOn ?? ""}
    ORDER BY t.severity, t.created_at, t.id LIMIT ${sql.add(limit)}`;
  return { text: rowSql(page, sql.add(personId), `t.severity, t."createdAt", t.id`), values: sql.values };
}

/** Where one's own tickets are found: by their engineer, or by their groups' members. */
const own = {
  assigned: (me: string) => `ticket t WHERE t.assignee_id = ${me}::uuid`,
  // From group to ticket, one by one (internal/ticket-list-sql.ts).
  member: (me: string) =>
    `group_member m CROSS JOIN LATERAL (SELECT * FROM ticket x WHERE x.group_id = m.group_id OFFSET 0) AS t
    WHERE m.person_id = ${me}::uuid AND m.left_at IS NULL`,
};

/** One's own open tickets of all customers: what is due soonest first, what is not due last. */
export function ownTicketsSql(
  of: keyof typeof own,
  personId: string,
  after: Position | null,
  limit: number,
): Statement {
  const sql = new SqlValues();
  const me = sql.add(personId);
  const goesOn =
    after &&
    `AND (${due}, t.id) > (${sql.add(instantSql(after.at))}::timestamptz, ${sql.add(after.id)}::uuid)`;
  const page = `
    SELECT ${rowColumns}, ${due} AS key FROM ${own[of](me)} AND ${isOpen} ${goesOn ?? ""}
    ORDER BY ${due}, t.id LIMIT ${sql.add(limit)}`;
  return { text: rowSql(page, me, "t.key, t.id"), values: sql.values };
}
