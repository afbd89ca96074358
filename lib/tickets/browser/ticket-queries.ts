import { type Clocked, clocked, type PersonDoor, readView, routesOf } from "@/lib/errors/browser/read-view";
import type { SimilarTicketsView, TicketRowView, TicketView } from "@/lib/tickets/contract";

/** The keys under which a page holds what it read of tickets; all begin with `tickets`, so that one call makes all stale. */
export const ticketKeys = {
  all: ["tickets"] as const,
  mine: ["tickets", "mine"] as const,
  one: (ticketId: string) => ["tickets", "one", ticketId] as const,
  similar: (groupId: string, text: string) => ["tickets", "similar", groupId, text] as const,
  /** Lists of the Workstation and the desk. */
  lists: ["tickets", "list"] as const,
};

/** The tickets in whose groups the reader is. */
export async function readMyTickets(door: PersonDoor): Promise<TicketRowView[]> {
  return readView(`${routesOf(door)}/tickets`);
}

/** A ticket as it was read. */
export type TicketReading = Clocked<TicketView>;

/** One ticket with everything its pane shows. */
export async function readTicket(door: PersonDoor, ticketId: string): Promise<TicketReading> {
  return clocked(await readView<TicketView>(`${routesOf(door)}/tickets/${ticketId}`));
}

/** Open tickets that look like what is being typed. */
export async function readSimilarTickets(
  door: PersonDoor,
  groupId: string,
  text: string,
): Promise<SimilarTicketsView> {
  const query = new URLSearchParams({ text });
  return readView(`${routesOf(door)}/groups/${groupId}/similar-tickets?${query.toString()}`);
}
