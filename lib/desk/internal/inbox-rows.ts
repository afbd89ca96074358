import type { InboxCountsView, InboxPageView, InboxRowView, InboxTicketView } from "@/lib/desk/contract";

/** A row as `inboxSql` gives it; an empty page is one row whose `groupId` is null. */
export type InboxSqlRow = {
  counts: InboxCountsView;
  customers: InboxPageView["customers"];
  groupId: string | null;
  ticketId: string | null;
  internalId: string | null;
  isMember: boolean;
  kind: InboxRowView["kind"];
  name: string;
  accountId: string;
  archived: boolean;
  organizationName: string;
  number: number;
  title: string;
  severity: InboxTicketView["severity"];
  status: InboxTicketView["status"];
  productCode: string;
  assigneeId: string | null;
  assigneeName: string | null;
  version: number;
  createdAt: Date;
  nextDueAt: Date | null;
  incidentAt: Date | null;
  unread: boolean;
  mentionsMe: boolean;
  internalUnread: boolean;
  internalMentionsMe: boolean;
  activityAt: Date;
  tier: number;
  key: number;
};

/** A row that is one. */
export type InboxRow = InboxSqlRow & { groupId: string };

/** Whether the page has this row, or is empty. */
export const isRow = (row: InboxSqlRow): row is InboxRow => row.groupId !== null;

/** A row as its view. */
export function inboxRowView(row: InboxRow): InboxRowView {
  const { internalId, internalUnread, internalMentionsMe } = row;
  return {
    groupId: row.groupId,
    kind: row.kind,
    name: row.name,
    organizationName: row.organizationName,
    accountId: row.accountId,
    archived: row.archived,
    isMember: row.isMember,
    unread: row.unread,
    mentionsMe: row.mentionsMe,
    internal:
      internalId === null
        ? null
        : { groupId: internalId, unread: internalUnread, mentionsMe: internalMentionsMe },
    activityAt: row.activityAt.toISOString(),
    incidentAt: row.incidentAt?.toISOString() ?? null,
    ticket: ticketView(row),
  };
}

function ticketView(row: InboxRow): InboxTicketView | null {
  const { ticketId, assigneeId, assigneeName } = row;
  if (ticketId === null) return null;
  return {
    id: ticketId,
    number: row.number,
    version: row.version,
    title: row.title,
    severity: row.severity,
    status: row.status,
    productCode: row.productCode,
    assignee: assigneeId === null ? null : { personId: assigneeId, name: assigneeName ?? "" },
    nextDueAt: row.nextDueAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}
