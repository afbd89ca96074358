"use client";

import { useEffect, useEffectEvent, useRef } from "react";
import type { TimelineRow } from "@/components/conversation/timeline";

/**
 * Tells how far a conversation was really seen: the last row on the screen, while the window is looked at. An open
 * window nobody looks at is not reading.
 */
export function useReadMarker(rows: readonly TimelineRow[], onSeen: (sequence: number) => void) {
  const lastVisible = useRef(-1);

  function tell() {
    if (document.visibilityState !== "visible" || !document.hasFocus()) return;
    const seen = rows.slice(0, lastVisible.current + 1).findLast((row) => row.message !== null);
    if (seen?.message) onSeen(seen.message.sequence);
  }

  const tellOnReturn = useEffectEvent(tell);
  useEffect(() => {
    const handleReturn = () => tellOnReturn();
    window.addEventListener("focus", handleReturn);
    document.addEventListener("visibilitychange", handleReturn);
    return () => {
      window.removeEventListener("focus", handleReturn);
      document.removeEventListener("visibilitychange", handleReturn);
    };
  }, []);

  /** The list reports the last row on the screen. */
  return (index: number) => {
    lastVisible.current = index;
    tell();
  };
}
