import type { DeskHitView, InboxPageView, SavedViewView } from "@/lib/desk/contract";
import { type Clocked, clocked, readView } from "@/lib/errors/browser/read-view";
import { ticketKeys } from "@/lib/tickets/browser/ticket-queries";

/** The keys under which the desk holds its inbox; what changes tickets makes it stale like everything read of them. */
export const inboxKeys = {
  /** Every list of it, whatever it is narrowed to. */
  lists: [...ticketKeys.all, "inbox"] as const,
  list: (query: string) => [...ticketKeys.all, "inbox", query] as const,
  search: (words: string) => [...ticketKeys.all, "desk-search", words] as const,
  views: ["saved-views"] as const,
};

/** A page as it was read. */
export type InboxPage = Clocked<InboxPageView>;

/** A page of the inbox; `query` has what it is narrowed to. */
export async function readInbox(query: string, cursor: string | null): Promise<InboxPage> {
  const parameters = new URLSearchParams(query);
  if (cursor !== null) parameters.set("cursor", cursor);
  return clocked(await readView<InboxPageView>(`/api/desk/inbox?${parameters.toString()}`));
}

/** The reader's own views. */
export async function readSavedViews(): Promise<SavedViewView[]> {
  return readView("/api/desk/saved-views");
}

/** What the command palette finds. */
export async function searchDeskFor(words: string): Promise<DeskHitView[]> {
  return readView(`/api/desk/search?${new URLSearchParams({ q: words }).toString()}`);
}
