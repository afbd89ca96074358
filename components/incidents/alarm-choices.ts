"use client";

import { useSyncExternalStore } from "react";

const listeners = new Set<() => void>();

/** What of the alarm somebody has chosen, kept in this browser. */
export type AlarmChoice = "sound" | "setUpLater";

const keyOf = (choice: AlarmChoice): string => `ailink.alarm.${choice}`;

/** A private window may refuse to keep anything: then the choice holds as long as the page. */
const kept = new Map<string, boolean>();

function read(choice: AlarmChoice): boolean {
  const key = keyOf(choice);
  try {
    return kept.get(key) ?? window.localStorage.getItem(key) === "true";
  } catch {
    return false;
  }
}

/** Keeps a choice. */
export function chooseAlarm(choice: AlarmChoice, value: boolean): void {
  kept.set(keyOf(choice), value);
  try {
    window.localStorage.setItem(keyOf(choice), String(value));
  } catch {
    // Kept in memory alone.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether this was chosen; null on the server. */
export function useAlarmChoice(choice: AlarmChoice): boolean | null {
  return useSyncExternalStore<boolean | null>(
    subscribe,
    () => read(choice),
    () => null,
  );
}
