/** The instant before which an account keeps nothing: $2 is now, in whole months of the calendar. */
const CUTOFF = `($2::timestamptz - make_interval(months => (SELECT retention_months FROM account WHERE id = $1)))`;

/** Whether anything of a ticket's conversation `k` is left to delete. */
const LEFT = `(k.description <> '' OR EXISTS (
  SELECT FROM message m WHERE m.group_id IN (k.group_id, k.internal_group_id) AND m.notice IS NULL AND m.recalled_at IS NULL))`;

/** Never under a legal hold, nor while an emergency of it is open. */
const MAY_GO = `k.legal_hold_since IS NULL AND k.status = 'closed' AND k.closed_at < ${CUTOFF}
  AND NOT EXISTS (SELECT FROM incident i WHERE i.ticket_id = k.id AND i.status NOT IN ('closed', 'cancelled'))`;

/** Tickets of account $1 whose conversation is older than the account keeps. */
export const ticketsToEmptySql = `SELECT k.id FROM ticket k WHERE k.account_id = $1 AND ${MAY_GO} AND ${LEFT} ORDER BY k.id`;

/** Whether ticket $3 is still one of them; its rows are locked. */
export const mayBeEmptiedSql = `SELECT k.id FROM ticket k WHERE k.id = $3 AND k.account_id = $1 AND ${MAY_GO}`;

/** Service main groups of account $1 with messages older than it keeps. */
export const groupsToEmptySql = `
  SELECT g.id FROM "group" g WHERE g.account_id = $1 AND g.kind = 'main' AND EXISTS (
    SELECT FROM message m WHERE m.group_id = g.id AND m.notice IS NULL AND m.recalled_at IS NULL AND m.created_at < ${CUTOFF})
  ORDER BY g.id`;

/** A page of the oldest messages of group $3 that go: all of a ticket's, of a main group those before the cutoff ($4). */
export const messagesToEmptySql = `
  SELECT m.id FROM message m WHERE m.group_id = $3 AND m.notice IS NULL AND m.recalled_at IS NULL
    AND (NOT $4::boolean OR m.created_at < ${CUTOFF})
  ORDER BY m.sequence LIMIT $5`;
