"use client";

import { useState } from "react";
import type { TimelineRow } from "@/components/conversation/timeline";

/** Far enough from zero for any conversation that is read backwards. */
const START = 10_000_000;

type Anchor = { firstKey: string | undefined; index: number; generation: number };

/**
 * The number of the first row, lower by as many rows as were put before it: by this the list keeps its place when older
 * messages load. `generation` changes when the rows are others altogether and the list has to start anew.
 */
export function useFirstItemIndex(rows: readonly TimelineRow[]): { index: number; generation: number } {
  const firstKey = rows[0]?.key;
  const [anchor, setAnchor] = useState<Anchor>({ firstKey, index: START, generation: 0 });
  if (firstKey === anchor.firstKey) return anchor;
  const next = nextAnchor(anchor, rows);
  setAnchor(next);
  return next;
}

/** Where the rows stand after they changed at their beginning. */
export function nextAnchor(anchor: Anchor, rows: readonly TimelineRow[]): Anchor {
  const firstKey = rows[0]?.key;
  const added = anchor.firstKey === undefined ? -1 : rows.findIndex((row) => row.key === anchor.firstKey);
  return added > 0
    ? { firstKey, index: anchor.index - added, generation: anchor.generation }
    : { firstKey, index: START, generation: anchor.generation + 1 };
}
