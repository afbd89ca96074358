"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { type AuditPlace, auditKey, readAuditPage } from "@/lib/audit/browser/read-audit";

/** The log, page by page. Each search is recorded, so it is asked again only by who reads it. */
export function useAuditPages(place: AuditPlace, query: string) {
  const pages = useInfiniteQuery({
    queryKey: auditKey(place, query),
    queryFn: ({ pageParam }) => readAuditPage(place, query, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    // Coming back to the page is a new search; a returning window or line is none.
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  return { ...pages, events: pages.data?.pages.flatMap((page) => page.events) ?? [] };
}
