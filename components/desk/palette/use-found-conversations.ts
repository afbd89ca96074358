"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { durations } from "@/lib/config/durations";
import { inboxKeys, searchDeskFor } from "@/lib/desk/browser/inbox-queries";
import type { DeskHitView } from "@/lib/desk/contract";

const none: readonly DeskHitView[] = [];

/** The conversations and tickets with these words, asked for when typing pauses; what was found before stays until then. */
export function useFoundConversations(words: string) {
  const [asked, setAsked] = useState(words);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(words), durations.paletteSearch);
    return () => clearTimeout(timer);
  }, [words]);
  const { data, isError, isFetching } = useQuery({
    queryKey: inboxKeys.search(asked),
    queryFn: () => searchDeskFor(asked),
    enabled: asked !== "",
    placeholderData: keepPreviousData,
  });
  return {
    hits: words === "" ? none : (data ?? none),
    isError: words !== "" && isError,
    isSearching: words !== "" && (asked !== words || isFetching),
  };
}
