import type { StaffActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { pool } from "@/lib/db/pool";
import type { InboxPageView, ListInboxInput } from "@/lib/desk/contract";
import { decodeInboxCursor, encodeInboxCursor } from "@/lib/desk/internal/inbox-cursor";
import { type InboxSqlRow, inboxRowView, isRow } from "@/lib/desk/internal/inbox-rows";
import { inboxSql } from "@/lib/desk/internal/inbox-sql";
import { inboxValues } from "@/lib/desk/internal/inbox-values";
import { deskReach } from "@/lib/desk/policy";

/**
 * A page of a colleague's inbox over all customers: every group they are in, and the tickets they may see without (`deskReach`).
 * Open emergencies first, then what is overdue or due next, mentions of them, what is unread, and the rest by its last message.
 *
 * A row that moves up between two pages is on neither of the later ones, one that moves down may be on both; who joins the
 * pages keeps the later.
 *
 * @throws AppError INVALID_INPUT `desk.cursor_malformed`.
 */
export async function listInbox(
  actor: StaffActor,
  { cursor, limit, ...filter }: ListInboxInput,
  { now }: At,
): Promise<InboxPageView> {
  if (!deskReach(actor).seesOwn) return nothing(now);
  const after = cursor === null ? null : decodeInboxCursor(cursor);
  const at = after?.at ?? now.getTime();
  const { rows } = await pool().query<InboxSqlRow>({
    name: "list_inbox",
    text: inboxSql,
    values: inboxValues(actor, { filter, after, now: at, limit: limit + 1 }),
  });
  const found = rows.filter(isRow);
  const last = found.slice(0, limit).at(-1);
  const [whole] = after === null ? rows : [];
  return {
    serverTime: now.toISOString(),
    rows: found.slice(0, limit).map(inboxRowView),
    nextCursor: found.length > limit && last ? encodeInboxCursor({ at, ...last }) : null,
    counts: whole ? whole.counts : null,
    customers: whole ? (whole.customers ?? []) : null,
  };
}

/** The inbox of who takes part in no conversation. */
function nothing(now: Date): InboxPageView {
  const counts = { all: 0, emergencies: 0, due: 0, mentions: 0, unread: 0, unassigned: 0 };
  return { serverTime: now.toISOString(), rows: [], nextCursor: null, counts, customers: [] };
}
