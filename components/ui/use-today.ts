"use client";

import { useSyncExternalStore } from "react";

const CHECK_MILLISECONDS = 30_000;

function subscribe(changed: () => void): () => void {
  const timer = setInterval(changed, CHECK_MILLISECONDS);
  return () => clearInterval(timer);
}

/** The reader's midnight, in milliseconds; null on the server, which does not know their zone. Changes when their day does. */
export function useToday(): number | null {
  return useSyncExternalStore<number | null>(
    subscribe,
    () => new Date().setHours(0, 0, 0, 0),
    () => null,
  );
}
