import { z } from "zod";
import type { StaffActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { pool } from "@/lib/db/pool";
import type { DeskTicketPageView, ListQueueInput } from "@/lib/tickets/browser/ticket-lists";
import { severities } from "@/lib/tickets/contract";
import { type QueuePosition, queueSql } from "@/lib/tickets/internal/desk-list-sql";
import { deskPage } from "@/lib/tickets/internal/desk-page";
import { decodeCursor, encodeCursor, instantInCursor } from "@/lib/tickets/internal/ticket-cursor";
import type { ListedRow } from "@/lib/tickets/internal/ticket-list-rows";
import { worksOnTickets } from "@/lib/tickets/policy";

const position = z.tuple([z.literal("queue"), z.enum(severities), instantInCursor.unwrap(), z.uuid()]);

/**
 * A page of the open tickets that nobody has taken, of all customers, for who may take them: the most severe first, then who
 * waits longest. To others of the service team the list is empty.
 *
 * @throws AppError INVALID_INPUT `tickets.cursor_malformed`.
 */
export async function listQueue(
  actor: StaffActor,
  { cursor, limit }: ListQueueInput,
  _at?: At,
): Promise<DeskTicketPageView> {
  if (!worksOnTickets(actor)) return { tickets: [], nextCursor: null };
  const after = cursor === null ? null : positionIn(cursor);
  const { rows } = await pool().query<ListedRow>(queueSql(actor.personId, after, limit + 1));
  return deskPage(rows, limit, (last) =>
    encodeCursor(["queue", last.severity, last.createdAt.getTime(), last.id]),
  );
}

function positionIn(cursor: string): QueuePosition {
  const [, severity, at, id] = decodeCursor(cursor, position);
  return { severity, at, id };
}
