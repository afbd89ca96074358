"use client";

import { useSyncExternalStore } from "react";
import { type Draft, emptyDraft, joinDrafts } from "@/components/conversation/composer/draft";

const drafts = new Map<string, Draft>();
const listeners = new Set<() => void>();

const isDraft = (value: unknown): value is Draft =>
  typeof value === "object" &&
  value !== null &&
  "text" in value &&
  typeof value.text === "string" &&
  "mentions" in value &&
  Array.isArray(value.mentions);

function readDraft(key: string): Draft {
  const known = drafts.get(key);
  if (known) return known;
  let draft = emptyDraft;
  try {
    const stored: unknown = JSON.parse(window.localStorage.getItem(key) ?? "null");
    if (isDraft(stored)) draft = stored;
  } catch {
    // Storage can be forbidden or hold what an older version wrote: then there is no draft.
  }
  drafts.set(key, draft);
  return draft;
}

function writeDraft(key: string, draft: Draft): void {
  drafts.set(key, draft);
  try {
    if (draft.text === "") window.localStorage.removeItem(key);
    else window.localStorage.setItem(key, JSON.stringify(draft));
  } catch {
    // Full or forbidden: the draft lives as long as the page.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const keyOf = (me: string, groupId: string) => `ailink.draft.${me}.${groupId}`;

/** What somebody is writing in a group, kept on this device across reloads. */
export function useDraft(me: string, groupId: string): [Draft, (draft: Draft) => void] {
  const key = keyOf(me, groupId);
  const draft = useSyncExternalStore(
    subscribe,
    () => readDraft(key),
    () => emptyDraft,
  );
  return [draft, (next) => writeDraft(key, next)];
}

/** Puts a text before what is being written: a message that could not be sent comes back for editing. */
export function prependToDraft(me: string, groupId: string, first: Draft): void {
  const key = keyOf(me, groupId);
  writeDraft(key, joinDrafts(first, readDraft(key)));
}

/** Puts a text behind what was being written. */
export function appendToDraft(me: string, groupId: string, second: Draft): void {
  const key = keyOf(me, groupId);
  writeDraft(key, joinDrafts(readDraft(key), second));
}

/** Writes what is being written, for who does not draw it. */
export function replaceDraft(me: string, groupId: string, draft: Draft): void {
  writeDraft(keyOf(me, groupId), draft);
}
