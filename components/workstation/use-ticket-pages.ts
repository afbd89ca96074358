"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useDoor } from "@/components/app-shell/door-provider";
import { readTicketPage, ticketListKeys } from "@/lib/tickets/browser/read-ticket-lists";

/** Clocks run, and of tickets they are not in an owner hears nothing: asked for again this often, besides at every change. */
const REFRESH = 60_000;

/** The Workstation's list, page by page. While another filter is asked for, the list before stays. */
export function useTicketPages(groupId: string, query: string) {
  const door = useDoor();
  const pages = useInfiniteQuery({
    queryKey: ticketListKeys.workstation(groupId, query),
    queryFn: ({ pageParam }) => readTicketPage(door, groupId, query, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH,
  });
  return { ...pages, tickets: onceEach(pages.data?.pages.flatMap((page) => page.tickets) ?? []) };
}

/** What changed between two pages may be on both: the later answer is the newer. */
export function onceEach<Row extends { id: string }>(rows: readonly Row[]): Row[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}
