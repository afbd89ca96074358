"use client";

import { keepPreviousData, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState } from "react";
import { useGroupRows } from "@/components/conversation/conversation-provider";
import {
  arrangedRows,
  type HeldRow,
  type LiveGroups,
  liveRow,
  marksOf,
  openedRows,
} from "@/components/desk/inbox/live-rows";
import { durations } from "@/lib/config/durations";
import { inboxKeys, readInbox } from "@/lib/desk/browser/inbox-queries";
import { inboxRank, joinedRows } from "@/lib/desk/browser/inbox-rank";
import type { InboxRowView } from "@/lib/desk/contract";

type Asked = {
  /** What it is narrowed to. */
  query: string;
  openId: string | null;
  /** Whether that is known by now: an address may name a view that is still being read. */
  isKnown: boolean;
};

/** A minute is near enough for what becomes due. */
const TICK = 60_000;

/**
 * The inbox as it is narrowed by `query`, page by page, and kept true: what is said moves rows at once, what else happens to
 * tickets makes it ask again (`useTicketRefresh`), and of tickets of others, of whom nobody tells, it asks from time to time.
 * The open row stays where it was opened.
 */
export function useInbox({ query, openId, isKnown }: Asked) {
  const groupRows = useGroupRows();
  const groups = useMemo(() => new Map(groupRows.map((group) => [group.id, group])), [groupRows]);
  const pages = useInfiniteQuery({
    queryKey: inboxKeys.list(query),
    queryFn: ({ pageParam }) => readInbox(query, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
    enabled: isKnown,
    refetchInterval: durations.inboxRefresh,
  });
  const now = useServerMinute(pages.data?.pages[0]?.clockAhead ?? 0);
  const read = useMemo(() => {
    const opened = query === "" && pages.data !== undefined ? openedRows(groupRows) : [];
    return joinedRows([opened, ...(pages.data?.pages.map(({ rows }) => rows) ?? [])]);
  }, [pages.data, query, groupRows]);
  const held = useHeldRow({ rows: read, groups, now, query, openId, isOther: pages.isPlaceholderData });
  const rows = useMemo(() => arrangedRows(read, { groups, held, now }), [read, groups, held, now]);
  useMarksRefresh(groupRows);
  const [first] = pages.data?.pages ?? [];
  return { pages, rows, groups, counts: first?.counts ?? null, customers: first?.customers ?? null };
}

function useServerMinute(ahead: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK);
    return () => clearInterval(timer);
  }, []);
  return now + ahead;
}

type Holding = {
  rows: readonly InboxRowView[];
  groups: LiveGroups;
  now: number;
  query: string;
  openId: string | null;
  /** Whether the rows are still those of the question before. */
  isOther: boolean;
};

function useHeldRow({ rows, groups, now, query, openId, isOther }: Holding): HeldRow | null {
  const [held, setHeld] = useState<HeldRow | null>(null);
  const isOpen = (row: InboxRowView) => row.groupId === openId || row.internal?.groupId === openId;
  const isKept = held !== null && held.query === query && isOpen(held.row);
  if (isKept) return held;
  if (isOther) return null;
  const found = rows.find(isOpen);
  const row = found && liveRow(found, groups);
  const next = row ? { query, row, tier: inboxRank(row, now).tier } : null;
  if (next !== null || held !== null) setHeld(next);
  return next;
}

/** Asks again when something becomes unread or read: the counts are of the whole inbox, of which the page has a part. */
function useMarksRefresh(groupRows: ReturnType<typeof useGroupRows>): void {
  const queries = useQueryClient();
  const marks = useMemo(() => marksOf(groupRows), [groupRows]);
  const known = useRef(marks);
  const askedAt = useRef(0);
  useEffect(() => {
    if (known.current === marks) return undefined;
    // While marks keep changing, not more often than every so often.
    const pause = Math.max(durations.inboxGathering, askedAt.current + PAUSE - Date.now());
    const timer = setTimeout(() => {
      known.current = marks;
      askedAt.current = Date.now();
      void queries.invalidateQueries({ queryKey: inboxKeys.lists });
    }, pause);
    return () => clearTimeout(timer);
  }, [marks, queries]);
}

const PAUSE = 2_000;
