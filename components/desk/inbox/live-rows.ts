import type { GroupRowView } from "@/lib/groups/contract";
import { compareRanks, inboxRank } from "@/lib/desk/browser/inbox-rank";
import type { InboxRowView } from "@/lib/desk/contract";

/** What the page hears of the reader's groups, by their ids. */
export type LiveGroups = ReadonlyMap<string, GroupRowView>;

/** The row that is open, and where it stood when it was opened: what is being read does not move away by being read. */
export type HeldRow = { query: string; tier: number; row: InboxRowView };

const later = (one: string, other: string | undefined): string =>
  other !== undefined && other > one ? other : one;

/**
 * A row with what was heard since it was read: what is unread, who mentions the reader, when something was said last. Null for
 * a group the reader has left.
 */
export function liveRow(row: InboxRowView, groups: LiveGroups): InboxRowView | null {
  const own = groups.get(row.groupId);
  if (!own) return row.isMember ? null : row;
  const inner = row.internal && groups.get(row.internal.groupId);
  return {
    ...row,
    isMember: true,
    unread: own.unread > 0,
    mentionsMe: own.mentionsMe,
    archived: own.archived,
    internal:
      row.internal && inner
        ? { ...row.internal, unread: inner.unread > 0, mentionsMe: inner.mentionsMe }
        : row.internal,
    activityAt: later(later(row.activityAt, own.lastMessage?.createdAt), inner?.lastMessage?.createdAt),
  };
}

type Arranging = { groups: LiveGroups; held: HeldRow | null; now: number };

/** The rows in their order as of now, the held one not below where it was opened. */
export function arrangedRows(
  rows: readonly InboxRowView[],
  { groups, held, now }: Arranging,
): InboxRowView[] {
  const isMissing = held !== null && rows.every(({ groupId }) => groupId !== held.row.groupId);
  const all = isMissing ? [...rows, held.row] : rows;
  return all
    .flatMap((row) => liveRow(row, groups) ?? [])
    .map((row) => {
      const { tier, key } = inboxRank(row, now);
      const isHigher = held?.row.groupId === row.groupId && held.tier < tier;
      return { row, groupId: row.groupId, tier: isHigher ? held.tier : tier, key };
    })
    .toSorted(compareRanks)
    .map(({ row }) => row);
}

/** What of the reader's groups decides about counts and places: it changes far less often than messages come. */
export function marksOf(groups: readonly GroupRowView[]): string {
  return groups
    .filter(({ unread, mentionsMe }) => unread > 0 || mentionsMe)
    .map(({ id, mentionsMe }) => `${id}${mentionsMe ? "@" : ""}`)
    .toSorted()
    .join(" ");
}

/** Groups the reader is not in and has open for a reason: the page knows them, the inbox does not count them. */
export function openedRows(groups: readonly GroupRowView[]): InboxRowView[] {
  return groups.flatMap(({ id, kind, name, organizationName, archived, reader, lastMessage }) =>
    reader === null || kind === "internal"
      ? []
      : [
          {
            groupId: id,
            kind,
            name,
            organizationName,
            accountId: "",
            archived,
            isMember: false,
            unread: false,
            mentionsMe: false,
            internal: null,
            activityAt: lastMessage?.createdAt ?? new Date(0).toISOString(),
            incidentAt: null,
            ticket: null,
          },
        ],
  );
}
