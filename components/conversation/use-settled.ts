"use client";

import { useCallback, useEffect, useRef } from "react";

/** A list that has been quiet for so long stands where it was told to open. */
const QUIET_MILLISECONDS = 150;

/**
 * Holds back work until a list has found its place: rows put before others while it still measures them would move it away
 * from there. What was asked meanwhile is done then, each kind once.
 */
export function useSettled() {
  const isSettled = useRef(false);
  const waiting = useRef(new Map<string, () => void>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => () => clearTimeout(timer.current), []);

  /** The list moved or grew. */
  const stir = useCallback(() => {
    if (isSettled.current) return;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      isSettled.current = true;
      for (const work of waiting.current.values()) work();
      waiting.current.clear();
    }, QUIET_MILLISECONDS);
  }, []);

  const whenSettled = useCallback((kind: string, work: () => void) => {
    if (isSettled.current) work();
    else waiting.current.set(kind, work);
  }, []);

  return { stir, whenSettled };
}
