"use client";

import { useSyncExternalStore } from "react";
import {
  fillIn,
  mergeDrafts,
  newTicketDraft,
  type TicketDraft,
  ticketDraftSchema,
  type TicketFields,
} from "@/components/tickets/create-ticket/ticket-draft";

const drafts = new Map<string, TicketDraft>();
const listeners = new Set<() => void>();

const keyOf = (me: string, groupId: string) => `ailink.ticket-draft.${me}.${groupId}`;
const unwritten = newTicketDraft("00000000-0000-4000-8000-000000000000", 0);

function storedDraft(text: string | null): TicketDraft | null {
  try {
    return ticketDraftSchema.safeParse(JSON.parse(text ?? "null")).data ?? null;
  } catch {
    // What an older version or another program wrote: then there is no draft.
    return null;
  }
}

function readDraft(key: string): TicketDraft {
  const known = drafts.get(key);
  if (known) return known;
  let text: string | null = null;
  try {
    text = window.localStorage.getItem(key);
  } catch {
    // Storage can be forbidden.
  }
  const stored = storedDraft(text);
  const draft = stored ?? newTicketDraft(crypto.randomUUID(), Date.now());
  drafts.set(key, draft);
  // Another tab that opens the form begins with the same client id.
  if (!stored) keep(key, draft);
  return draft;
}

function keep(key: string, draft: TicketDraft): void {
  try {
    window.localStorage.setItem(key, JSON.stringify(draft));
  } catch {
    // Full or forbidden: the draft lives as long as the page.
  }
}

function writeDraft(key: string, draft: TicketDraft): void {
  drafts.set(key, draft);
  keep(key, draft);
  for (const listener of listeners) listener();
}

/** Another tab wrote: both go on with one form. */
function hearOtherTab({ key, newValue }: StorageEvent): void {
  const mine = key === null ? undefined : drafts.get(key);
  const theirs = storedDraft(newValue);
  if (key === null || !mine || !theirs) return;
  const merged = mergeDrafts(mine, theirs);
  if (JSON.stringify(merged) === JSON.stringify(mine)) return;
  drafts.set(key, merged);
  // The other tab learns what it does not have; it answers nothing, for merging again changes nothing.
  if (JSON.stringify(merged) !== JSON.stringify(theirs)) keep(key, merged);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) window.addEventListener("storage", hearOtherTab);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) window.removeEventListener("storage", hearOtherTab);
  };
}

/** The form of a service main group, kept on this device across reloads and shared by its tabs. */
export function useTicketDraft(me: string, groupId: string) {
  const key = keyOf(me, groupId);
  const draft = useSyncExternalStore(
    subscribe,
    () => readDraft(key),
    () => unwritten,
  );
  return {
    draft,
    fill: (fields: Partial<TicketFields>) => fillTicketDraft(me, groupId, () => fields),
    /** Another form: empty, or with the same fields under a client id of its own. */
    renew: (keepsFields = false) => {
      const next = newTicketDraft(crypto.randomUUID(), Date.now());
      const fields = keepsFields ? readDraft(key).fields : {};
      writeDraft(key, fillIn(next, fields, Date.now()));
    },
  };
}

/** Fills in fields of a form from elsewhere, open or not; `change` sees what is there. */
export function fillTicketDraft(
  me: string,
  groupId: string,
  change: (fields: TicketFields) => Partial<TicketFields>,
): void {
  const key = keyOf(me, groupId);
  const draft = readDraft(key);
  writeDraft(key, fillIn(draft, change(draft.fields), Date.now()));
}
