import { z } from "zod";
import type { StaffActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { pool } from "@/lib/db/pool";
import { staffScope } from "@/lib/groups/policy";
import {
  type DeskTicketPageView,
  type ListOwnTicketsInput,
  type OwnList,
  ownLists,
} from "@/lib/tickets/browser/ticket-lists";
import { ownTicketsSql } from "@/lib/tickets/internal/desk-list-sql";
import { deskPage } from "@/lib/tickets/internal/desk-page";
import { decodeCursor, encodeCursor, instantInCursor } from "@/lib/tickets/internal/ticket-cursor";
import type { Position } from "@/lib/tickets/internal/ticket-list-sql";
import type { ListedRow } from "@/lib/tickets/internal/ticket-list-rows";

const position = z.tuple([z.enum(ownLists), instantInCursor, z.uuid()]);

/**
 * A page of the reader's own open tickets, of all customers: those they are the engineer of, or all in whose groups they are;
 * what is due soonest first.
 *
 * @throws AppError INVALID_INPUT `tickets.cursor_malformed`.
 */
export async function listOwnTickets(
  { personId, roles }: StaffActor,
  { of, cursor, limit }: ListOwnTicketsInput,
  _at?: At,
): Promise<DeskTicketPageView> {
  if (!staffScope(roles).takesPart) return { tickets: [], nextCursor: null };
  const after = cursor === null ? null : positionIn(cursor, of);
  const { rows } = await pool().query<ListedRow>(ownTicketsSql(of, personId, after, limit + 1));
  return deskPage(rows, limit, (last) => encodeCursor([of, last.nextDueAt?.getTime() ?? null, last.id]));
}

function positionIn(cursor: string, of: OwnList): Position {
  // Of the other list it would lead somewhere into this one.
  const [, at, id] = decodeCursor(
    cursor,
    position.refine(([list]) => list === of),
  );
  return { at, id };
}
