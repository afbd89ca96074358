"use client";

import { useSyncExternalStore } from "react";

// The width from which list and conversation stand side by side; the same as Tailwind's `md`.
const WIDE = "(min-width: 48rem)";

function subscribe(changed: () => void): () => void {
  const query = window.matchMedia(WIDE);
  query.addEventListener("change", changed);
  return () => query.removeEventListener("change", changed);
}

/** Whether more than one pane fits; false on the server, which does not know. */
export function useWideScreen(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(WIDE).matches,
    () => false,
  );
}
