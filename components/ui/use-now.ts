"use client";

import { useSyncExternalStore } from "react";

const SECOND = 1_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** All clocks of a page tick together. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const each of listeners) each();
  }, SECOND);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/**
 * The second it is, in milliseconds, `ahead` of this device's clock; null while the server renders, whose clock a reader does
 * not look at.
 */
export function useNow(ahead = 0): number | null {
  return useSyncExternalStore<number | null>(
    subscribe,
    () => Math.floor((Date.now() + ahead) / SECOND) * SECOND,
    () => null,
  );
}
