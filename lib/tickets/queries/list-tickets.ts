import { z } from "zod";
import type { PersonActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { pool } from "@/lib/db/pool";
import {
  type ListTicketsInput,
  type TicketPageView,
  type TicketSort,
  ticketSorts,
} from "@/lib/tickets/browser/ticket-lists";
import { firstPage, pageOf } from "@/lib/tickets/internal/first-page";
import { decodeCursor, encodeCursor, instantInCursor } from "@/lib/tickets/internal/ticket-cursor";
import { type ListedRow, listedView } from "@/lib/tickets/internal/ticket-list-rows";
import { engineersSql, type PageOrder, type TicketScope } from "@/lib/tickets/internal/ticket-list-sql";
import { ticketScope } from "@/lib/tickets/internal/ticket-scope";

const position = z.tuple([z.enum(ticketSorts), z.enum(["asc", "desc"]), instantInCursor, z.uuid()]);

const usualDirection: Record<TicketSort, "asc" | "desc"> = { created: "desc", updated: "desc", due: "asc" };

/**
 * A page of a service main group's tickets: an owner's list has all of them, those they may not open included, a member's
 * those alone whose groups they are in; counts, search and engineers likewise (design.md §3 "Who sees a ticket").
 *
 * @throws AppError NOT_FOUND `groups.no_such_group` for a stranger; INVALID_INPUT `tickets.cursor_malformed`.
 */
export async function listTickets(
  actor: PersonActor,
  input: ListTicketsInput,
  _at?: At,
): Promise<TicketPageView> {
  const scope = await ticketScope(actor, input.groupId);
  const order = orderOf(input);
  if (order.after !== null) {
    const rows = await pageOf(scope, input, order);
    return { ...pageView(rows, input, order), counts: null, isCountPartial: false, engineers: null };
  }
  const [{ rows, counts, isPartial }, engineers] = await Promise.all([
    firstPage(scope, input, order),
    engineersOf(scope),
  ]);
  return { ...pageView(rows, input, order), counts, isCountPartial: isPartial, engineers };
}

function pageView(rows: readonly ListedRow[], { limit }: ListTicketsInput, order: PageOrder) {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    tickets: page.map(listedView),
    nextCursor: rows.length > limit && last ? cursorAfter(last, order) : null,
  };
}

function orderOf({ sort, direction, cursor }: ListTicketsInput): PageOrder {
  const order = { sort, direction: direction ?? usualDirection[sort] };
  if (cursor === null) return { ...order, after: null };
  const [, , at, id] = decodeCursor(
    cursor,
    // Of another order it would lead somewhere into this one.
    position.refine(([ofSort, ofDirection]) => ofSort === order.sort && ofDirection === order.direction),
  );
  return { ...order, after: { at, id } };
}

function cursorAfter(last: ListedRow, { sort, direction }: PageOrder): string {
  const key = { created: last.createdAt, updated: last.updatedAt, due: last.nextDueAt }[sort];
  return encodeCursor([sort, direction, key?.getTime() ?? null, last.id]);
}

async function engineersOf(scope: TicketScope): Promise<{ personId: string; name: string }[]> {
  const { rows } = await pool().query<{ personId: string; name: string }>(engineersSql(scope));
  return rows;
}
