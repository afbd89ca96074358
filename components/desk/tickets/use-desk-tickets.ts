"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { onceEach } from "@/components/workstation/use-ticket-pages";
import { readOwnTickets, readQueue, ticketListKeys } from "@/lib/tickets/browser/read-ticket-lists";
import type { OwnList } from "@/lib/tickets/browser/ticket-lists";

/** The lists of the desk: one's own, and what nobody has taken. */
export type DeskList = OwnList | "queue";

/** Nobody tells this page of other people's groups: it asks again this often. */
const REFRESH = 20_000;

/** One of the desk's lists, page by page. */
export function useDeskTickets(list: DeskList) {
  const pages = useInfiniteQuery({
    queryKey: list === "queue" ? ticketListKeys.queue : ticketListKeys.own(list),
    queryFn: ({ pageParam }) => (list === "queue" ? readQueue(pageParam) : readOwnTickets(list, pageParam)),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    refetchInterval: REFRESH,
  });
  return { ...pages, tickets: onceEach(pages.data?.pages.flatMap((page) => page.tickets) ?? []) };
}
