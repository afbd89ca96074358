"use client";

import { useSyncExternalStore } from "react";

/** What the composer writes instead of a new message: an answer to one, or another text for one of mine. */
export type Composing =
  | { kind: "reply"; messageId: string }
  | { kind: "edit"; messageId: string; version: number };

const known = new Map<string, Composing | null>();
const listeners = new Set<() => void>();

const isComposing = (value: unknown): value is Composing =>
  typeof value === "object" &&
  value !== null &&
  "messageId" in value &&
  typeof value.messageId === "string" &&
  "kind" in value &&
  (value.kind === "reply" ||
    (value.kind === "edit" && "version" in value && typeof value.version === "number"));

function read(key: string): Composing | null {
  const held = known.get(key);
  if (held !== undefined) return held;
  let composing: Composing | null = null;
  try {
    const stored: unknown = JSON.parse(window.localStorage.getItem(key) ?? "null");
    if (isComposing(stored)) composing = stored;
  } catch {
    // Storage can be forbidden or hold what an older version wrote.
  }
  known.set(key, composing);
  return composing;
}

function write(key: string, composing: Composing | null): void {
  known.set(key, composing);
  try {
    if (composing === null) window.localStorage.removeItem(key);
    else window.localStorage.setItem(key, JSON.stringify(composing));
  } catch {
    // Full or forbidden: it lives as long as the page.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const keyOf = (me: string, groupId: string) => `ailink.composing.${me}.${groupId}`;

/** Says what the composer of a group is to write, for who does not draw it. */
export function setComposing(me: string, groupId: string, next: Composing | null): void {
  write(keyOf(me, groupId), next);
}

/** What is being written in a group besides a new message, kept on this device across reloads like the text itself. */
export function useComposing(
  me: string,
  groupId: string,
): [Composing | null, (next: Composing | null) => void] {
  const key = keyOf(me, groupId);
  const composing = useSyncExternalStore(
    subscribe,
    () => read(key),
    () => null,
  );
  return [composing, (next) => write(key, next)];
}
