"use client";

import { useEffect, useEffectEvent, useRef } from "react";
import type { TimelineRow } from "@/components/conversation/timeline";

/**
 * Tells how far a conversation was really seen: the last row on the screen, while the window is looked at. An open
 * window nobody looks at is not reading. Where nothing newer stands below, edits that are on the screen are seen, too.
 */
export function useReadMarker(
  rows: readonly TimelineRow[],
  hasAfter: boolean,
  onSeen: (sequence: number) => void,
) {
  const visible = useRef({ first: 0, last: -1 });

  function tell() {
    if (document.visibilityState !== "visible" || !document.hasFocus()) return;
    const { first, last } = visible.current;
    const seen = rows.slice(0, last + 1).findLast((row) => row.message !== null);
    if (!seen?.message) return;
    const isNewest = !hasAfter && seen === rows.findLast((row) => row.message !== null);
    const edited = isNewest ? rows.slice(first, last + 1).map(({ readThrough }) => readThrough) : [];
    onSeen(Math.max(seen.message.sequence, ...edited));
  }

  const tellOnReturn = useEffectEvent(tell);
  // A row that is on the screen may have changed.
  useEffect(() => tellOnReturn());
  useEffect(() => {
    const handleReturn = () => tellOnReturn();
    window.addEventListener("focus", handleReturn);
    document.addEventListener("visibilitychange", handleReturn);
    return () => {
      window.removeEventListener("focus", handleReturn);
      document.removeEventListener("visibilitychange", handleReturn);
    };
  }, []);

  /** The list reports the rows on the screen. */
  return (first: number, last: number) => {
    visible.current = { first: Math.max(0, first), last };
    tell();
  };
}
