"use client";

import { useSyncExternalStore } from "react";

const putOffHere = new Set<string>();
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function wasPutOff(key: string): boolean {
  try {
    return putOffHere.has(key) || window.localStorage.getItem(key) !== null;
  } catch {
    // Storage can be forbidden: then it is put off until the page is loaded again.
    return false;
  }
}

function putOff(key: string): void {
  putOffHere.add(key);
  try {
    window.localStorage.setItem(key, "later");
  } catch {
    // See above.
  }
  for (const listener of listeners) listener();
}

/** Whether a question was put off on this device, and how to do that. */
export function usePutOff(key: string): [boolean, () => void] {
  const isPutOff = useSyncExternalStore(
    subscribe,
    () => wasPutOff(key),
    () => true,
  );
  return [isPutOff, () => putOff(key)];
}
