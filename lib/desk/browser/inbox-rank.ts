import { durations } from "@/lib/config/durations";
import type { InboxRowView } from "@/lib/desk/contract";

/** What a row's place in the inbox depends on. */
export type Ranked = Pick<
  InboxRowView,
  "groupId" | "unread" | "mentionsMe" | "internal" | "activityAt" | "incidentAt" | "ticket"
>;

/** A place: tiers first, then the smaller key, then the id. */
export type InboxRank = { tier: number; key: number };

/** Whether somebody mentions the reader in a row, on either side of its ticket. */
const mentionsReader = ({ mentionsMe, internal }: Ranked): boolean =>
  mentionsMe || internal?.mentionsMe === true;

/** Whether something is unread in a row, on either side of its ticket. */
const hasUnread = ({ unread, internal }: Ranked): boolean => unread || internal?.unread === true;

/** Whether something promised is missed, or due next. */
function isDue({ ticket }: Ranked, now: number): boolean {
  return (
    typeof ticket?.nextDueAt === "string" && Date.parse(ticket.nextDueAt) <= now + durations.inboxDueNext
  );
}

/**
 * Where a row stands in the inbox: open emergencies, the newest first; what is overdue or due next, the longest overdue first;
 * mentions of the reader, what is unread, and the rest, each by the last message. The same in SQL (../internal/inbox-sql.ts).
 */
export function inboxRank(row: Ranked, now: number): InboxRank {
  if (row.incidentAt !== null) return { tier: 0, key: -Date.parse(row.incidentAt) };
  if (isDue(row, now)) return { tier: 1, key: Date.parse(row.ticket?.nextDueAt ?? "") };
  const key = -Date.parse(row.activityAt);
  if (mentionsReader(row)) return { tier: 2, key };
  return { tier: hasUnread(row) ? 3 : 4, key };
}

/** Whether a place comes before another; below 0 if so. */
export function compareRanks(one: InboxRank & { groupId: string }, other: InboxRank & { groupId: string }) {
  if (one.tier !== other.tier) return one.tier - other.tier;
  if (one.key !== other.key) return one.key - other.key;
  return one.groupId < other.groupId ? -1 : 1;
}

/** The rows of pages that were asked for one after the other: what moved down between two of them is where the later has it. */
export function joinedRows<Row extends { groupId: string }>(pages: readonly (readonly Row[])[]): Row[] {
  const rows = pages.flat();
  const last = new Map(rows.map((row, place) => [row.groupId, place]));
  return rows.filter((row, place) => last.get(row.groupId) === place);
}
