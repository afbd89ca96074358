import type { Severity, TicketRowView, TicketStatus } from "@/lib/tickets/contract";

/** What is soonest of what is promised; PostgreSQL leaves out what is null. */
export const nextDueSql =
  "LEAST(t.first_response_due_at, t.next_update_due_at, t.resolution_due_at)::timestamptz";

/** The columns of ticket `t` that a row of a list is made of; what they are joined with is in `rowSql`. */
export const rowColumns = `t.id, t.number, t.version, t.channel_id, t.group_id AS "groupId", t.main_group_id AS "mainGroupId", t.title,
  t.severity, t.status, t.product_code AS "productCode", t.assignee_id AS "assigneeId", t.requester_id AS "requesterId",
  t.created_at AS "createdAt", t.updated_at AS "updatedAt", ${nextDueSql} AS "nextDueAt"`;

/** The rows `page` with the names of people, and what they are to the reader, whose id is the parameter `me`. */
export function rowSql(page: string, me: string, order: string): string {
  return `
  SELECT t.*, r.name AS "requesterName", a.name AS "assigneeName", c.organization_name AS "organizationName",
    EXISTS (SELECT FROM incident i WHERE i.ticket_id = t.id AND i.status NOT IN ('closed', 'cancelled')) AS "hasOpenIncident",
    EXISTS (SELECT FROM group_member m WHERE m.group_id = t."groupId" AND m.person_id = ${me}::uuid AND m.left_at IS NULL) AS "isMember"
  FROM (${page}) AS t
  JOIN channel c ON c.id = t.channel_id
  JOIN person r ON r.id = t."requesterId"
  LEFT JOIN person a ON a.id = t."assigneeId"
  ORDER BY ${order}`;
}

/** A row as `rowSql` gives it. */
export type ListedRow = {
  id: string;
  number: number;
  version: number;
  groupId: string;
  mainGroupId: string;
  title: string;
  severity: Severity;
  status: TicketStatus;
  productCode: string;
  assigneeId: string | null;
  assigneeName: string | null;
  requesterId: string;
  requesterName: string;
  organizationName: string;
  createdAt: Date;
  updatedAt: Date;
  nextDueAt: Date | null;
  hasOpenIncident: boolean;
  isMember: boolean;
};

/** A listed ticket as its view. */
export function listedView(row: ListedRow): TicketRowView {
  const { assigneeId, assigneeName } = row;
  return {
    id: row.id,
    number: row.number,
    groupId: row.groupId,
    mainGroupId: row.mainGroupId,
    title: row.title,
    severity: row.severity,
    status: row.status,
    productCode: row.productCode,
    assignee: assigneeId === null ? null : { personId: assigneeId, name: assigneeName ?? "" },
    requester: { personId: row.requesterId, name: row.requesterName },
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    nextDueAt: row.nextDueAt?.toISOString() ?? null,
    hasOpenIncident: row.hasOpenIncident,
    isMember: row.isMember,
  };
}
