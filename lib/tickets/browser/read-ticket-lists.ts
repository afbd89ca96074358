import { type PersonDoor, readView, routesOf } from "@/lib/errors/browser/read-view";
import { HAND_OVER_LIMIT } from "@/lib/tickets/browser/hand-over";
import type { DeskTicketPageView, OwnList, TicketPageView } from "@/lib/tickets/browser/ticket-lists";
import { ticketKeys } from "@/lib/tickets/browser/ticket-queries";

/** The keys of lists: made stale by `ticketKeys.all` like everything read of tickets. */
export const ticketListKeys = {
  workstation: (groupId: string, query: string) => [...ticketKeys.lists, groupId, query] as const,
  own: (of: OwnList) => [...ticketKeys.lists, "own", of] as const,
  /** All that can be handed over at once. */
  toHandOver: [...ticketKeys.lists, "to-hand-over"] as const,
  queue: [...ticketKeys.lists, "queue"] as const,
};

/** The parameter of a page after another. */
const after = (cursor: string | null) => (cursor === null ? {} : { cursor });

/** A page of a service main group's tickets; `query` has the filters and the sort. */
export async function readTicketPage(
  door: PersonDoor,
  groupId: string,
  query: string,
  cursor: string | null,
): Promise<TicketPageView> {
  const parameters = new URLSearchParams({
    ...Object.fromEntries(new URLSearchParams(query)),
    ...after(cursor),
  });
  return readView(`${routesOf(door)}/groups/${groupId}/tickets?${parameters.toString()}`);
}

/** Where the same list is saved as a file. */
export function ticketFileAddress(door: PersonDoor, groupId: string, query: string, locale: string): string {
  const parameters = new URLSearchParams(query);
  for (const name of ["sort", "direction"]) parameters.delete(name);
  parameters.set("locale", locale);
  return `${routesOf(door)}/groups/${groupId}/tickets.csv?${parameters.toString()}`;
}

/** A page of the reader's own open tickets, at the desk. */
export async function readOwnTickets(of: OwnList, cursor: string | null): Promise<DeskTicketPageView> {
  return readView(`/api/desk/tickets/own?${new URLSearchParams({ of, ...after(cursor) }).toString()}`);
}

/** The open tickets of which the reader is the engineer, as many as can be handed over at once. */
export async function readTicketsToHandOver(): Promise<DeskTicketPageView> {
  return readView(`/api/desk/tickets/own?of=assigned&limit=${HAND_OVER_LIMIT}`);
}

/** A page of what nobody has taken, at the desk. */
export async function readQueue(cursor: string | null): Promise<DeskTicketPageView> {
  return readView(`/api/desk/tickets/queue?${new URLSearchParams(after(cursor)).toString()}`);
}
