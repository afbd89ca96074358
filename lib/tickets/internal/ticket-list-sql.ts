import { COUNT_LIMIT, type ListTicketsInput, type TicketSort } from "@/lib/tickets/browser/ticket-lists";
import { nextDueSql, rowColumns, rowSql } from "@/lib/tickets/internal/ticket-list-rows";
import { instantSql } from "@/lib/tickets/internal/ticket-cursor";
import { SqlValues, type Statement } from "@/lib/tickets/internal/sql-values";
import { isIndexed, wordCondition, wordsOf } from "@/lib/tickets/internal/ticket-text-sql";

/** Whose list it is, and whether they see every ticket of the group or those alone whose groups they are in. */
export type TicketScope = {
  mainGroupId: string;
  personId: string;
  /** An employee's; null for staff. */
  channelId: string | null;
  seesEvery: boolean;
  /** They are not in the group and see all the same. */
  asAuditor: boolean;
};

/** What narrows a list. */
export type TicketFilter = Omit<ListTicketsInput, "groupId" | "sort" | "direction" | "cursor" | "limit">;

/** Where a page goes on: after this key and this id; a null key is later than all. */
export type Position = { at: number | null; id: string };

export type PageOrder = {
  sort: TicketSort;
  direction: "asc" | "desc";
  after: Position | null;
  /** The tickets that the text finds, where they are known; the filter then has no text. */
  among?: readonly string[];
};

const keys: Record<TicketSort, string> = {
  created: "t.created_at",
  updated: "t.updated_at",
  due: `COALESCE(${nextDueSql}, 'infinity')`,
};

/**
 * How much the planner is told of the group. That it has 10,000 of 20,000 tickets makes it read the whole table where a part of
 * an index would do, and the more the other groups grow. `named` tells; `average` hides the id, so that it counts on a group of
 * average size.
 */
type Guess = "named" | "average";

const guesses: Record<Guess, (id: string) => string> = {
  named: (id) => `${id}::uuid`,
  average: (id) => `(SELECT ${id}::uuid)`,
};

/** The tickets of a group that the reader may see, and nothing of the others: the one place that says so. */
function visibleTickets(scope: TicketScope, sql: SqlValues, guess: Guess): string {
  if (scope.asAuditor)
    return `ticket t WHERE t.main_group_id = ${guesses[guess](sql.add(scope.mainGroupId))}`;
  const [group, me, channel] = [
    sql.add(scope.mainGroupId),
    sql.add(scope.personId),
    sql.add(scope.channelId),
  ];
  // Asked once, not for every ticket: they are in the channel of their main group.
  const isThere = `EXISTS (
      SELECT FROM group_member o JOIN "group" g ON g.id = o.group_id AND (${channel}::uuid IS NULL OR g.channel_id = ${channel}::uuid)
      WHERE o.group_id = ${group}::uuid AND o.person_id = ${me}::uuid AND o.left_at IS NULL
        ${scope.seesEvery ? "AND (o.role = 'owner' OR o.side = 'service')" : ""})`;
  if (scope.seesEvery) return `ticket t WHERE ${isThere} AND t.main_group_id = ${guesses[guess](group)}`;
  // From the reader's own groups to their tickets, one by one: never through the tickets of others. OFFSET 0 holds the planner to it.
  return `group_member m CROSS JOIN LATERAL (SELECT * FROM ticket x WHERE x.group_id = m.group_id OFFSET 0) AS t
    WHERE m.person_id = ${me}::uuid AND m.left_at IS NULL AND ${isThere} AND t.main_group_id = ${group}::uuid`;
}

/** One code is compared by `=`, which keeps the order of an index that begins with it. */
function oneOf(column: string, type: string, codes: readonly string[], sql: SqlValues): string[] {
  if (codes.length === 0) return [];
  if (codes.length === 1) return [`${column} = ${sql.add(codes[0])}::${type}`];
  return [`${column} = ANY (${sql.add(codes)}::${type}[])`];
}

type Narrowing = { withStatus: boolean; isFrequent?: boolean };

function filterConditions(
  filter: TicketFilter,
  sql: SqlValues,
  { withStatus, isFrequent = false }: Narrowing,
): string {
  const { productCode, assigneeId, from, to } = filter;
  const conditions = [
    ...(withStatus ? oneOf("t.status", "ticket_status", filter.statuses, sql) : []),
    ...oneOf("t.severity", "severity", filter.severities, sql),
    ...(productCode === null ? [] : [`t.product_code = ${sql.add(productCode)}`]),
    ...(assigneeId === null ? [] : [assigneeCondition(assigneeId, sql)]),
    ...(from === null ? [] : [`t.created_at >= ${sql.add(from)}::timestamptz`]),
    ...(to === null ? [] : [`t.created_at < ${sql.add(to)}::timestamptz`]),
    ...wordsOf(filter.text).map((word) => wordCondition(word, sql, isFrequent)),
  ];
  return conditions.map((condition) => `\n    AND ${condition}`).join("");
}

function assigneeCondition(assigneeId: string, sql: SqlValues): string {
  return assigneeId === "none" ? "t.assignee_id IS NULL" : `t.assignee_id = ${sql.add(assigneeId)}::uuid`;
}

/** What no index has in its order (what is due) or finds (short words) takes a look at all of the group's tickets. */
function guessForPage(sort: TicketSort, words: readonly string[]): Guess {
  return sort === "due" || (words.length > 0 && !isIndexed(words)) ? "average" : "named";
}

/** One page, by the key of the sort and then by id: what is inserted or changed meanwhile moves no other ticket. */
export function pageSql(
  scope: TicketScope,
  filter: TicketFilter,
  { sort, direction, after, among }: PageOrder,
  limit: number,
): Statement {
  const sql = new SqlValues();
  const key = keys[sort];
  const from = visibleTickets(scope, sql, among ? "average" : guessForPage(sort, wordsOf(filter.text)));
  const conditions = filterConditions(filter, sql, { withStatus: true });
  const position = after && `(${sql.add(instantSql(after.at))}::timestamptz, ${sql.add(after.id)}::uuid)`;
  const goesOn = position && `\n    AND (${key}, t.id) ${direction === "asc" ? ">" : "<"} ${position}`;
  const found = among && `\n    AND t.id = ANY (${sql.add(among)}::uuid[])`;
  const page = `
    SELECT ${rowColumns}, ${key} AS key FROM ${from}${conditions}${goesOn ?? ""}${found ?? ""}
    ORDER BY ${key} ${direction}, t.id ${direction} LIMIT ${sql.add(limit)}`;
  const text = rowSql(page, sql.add(scope.personId), `t.key ${direction}, t.id ${direction}`);
  return { text, values: sql.values };
}

/** How many tickets of each status match all filters but that of the status; of those a text finds, so many at most are counted. */
export function countsSql(scope: TicketScope, filter: TicketFilter, isFrequent = false): Statement {
  const sql = new SqlValues();
  const from = visibleTickets(scope, sql, "average");
  const found = `SELECT t.status FROM ${from}${filterConditions(filter, sql, { withStatus: false, isFrequent })}`;
  const counted = filter.text === "" ? found : `${found} LIMIT ${sql.add(COUNT_LIMIT)}`;
  return {
    text: `SELECT t.status, count(*)::int AS count FROM (${counted}) AS t GROUP BY t.status`,
    values: sql.values,
  };
}

/** The tickets that match all filters but that of the status, so many at most as are counted, in no order. */
export function foundSql(scope: TicketScope, filter: TicketFilter): Statement {
  const sql = new SqlValues();
  const from = visibleTickets(scope, sql, "average");
  const where = filterConditions(filter, sql, { withStatus: false });
  return {
    text: `SELECT t.id, t.status FROM ${from}${where} LIMIT ${sql.add(COUNT_LIMIT)}`,
    values: sql.values,
  };
}

/** The engineers of all the tickets the reader may see. */
export function engineersSql(scope: TicketScope): Statement {
  const sql = new SqlValues();
  const from = visibleTickets(scope, sql, "named");
  if (!scope.seesEvery) {
    const text = `SELECT p.id AS "personId", p.name FROM person p
      WHERE p.id IN (SELECT t.assignee_id FROM ${from} AND t.assignee_id IS NOT NULL)`;
    return { text, values: sql.values };
  }
  // From one engineer to the next along the index, instead of through all of their tickets.
  const next = (condition: string) =>
    `SELECT t.assignee_id FROM ${from} AND ${condition} ORDER BY t.assignee_id LIMIT 1`;
  const text = `
    WITH RECURSIVE engineer (id) AS (
      (${next("t.assignee_id IS NOT NULL")})
      UNION ALL
      SELECT (${next("t.assignee_id > e.id")}) FROM engineer e WHERE e.id IS NOT NULL)
    SELECT p.id AS "personId", p.name FROM engineer e JOIN person p ON p.id = e.id`;
  return { text, values: sql.values };
}
