"use client";

import { useState } from "react";
import type { TimelineRow } from "@/components/conversation/timeline";

/**
 * The rows without older ones that came while the list is being scrolled: put before the others in the middle of a
 * movement, their measuring would push away what is being read. They appear as soon as the movement pauses.
 */
export function useHeldRows(rows: readonly TimelineRow[], isScrolling: boolean): readonly TimelineRow[] {
  const [firstKey, setFirstKey] = useState(rows[0]?.key);
  const held = isScrolling ? heldBack(rows, firstKey) : 0;
  const shownFirst = rows[held]?.key;
  if (shownFirst !== firstKey) setFirstKey(shownFirst);
  return held === 0 ? rows : rows.slice(held);
}

/** How many rows stand before the one that was first; none if that is gone, for then the rows are others altogether. */
export function heldBack(rows: readonly TimelineRow[], firstKey: string | undefined): number {
  return Math.max(
    0,
    rows.findIndex((row) => row.key === firstKey),
  );
}
