import { pool } from "@/lib/db/pool";
import { COUNT_LIMIT, type ListTicketsInput } from "@/lib/tickets/browser/ticket-lists";
import type { TicketStatus } from "@/lib/tickets/contract";
import type { ListedRow } from "@/lib/tickets/internal/ticket-list-rows";
import {
  countsSql,
  foundSql,
  type PageOrder,
  pageSql,
  type TicketScope,
} from "@/lib/tickets/internal/ticket-list-sql";
import { isIndexed, wordsOf } from "@/lib/tickets/internal/ticket-text-sql";

type Counts = Record<TicketStatus, number>;
type Counted = { status: TicketStatus; count: number };
type FirstPage = { rows: ListedRow[]; counts: Counts; isPartial: boolean };

/** The rows of a page, and one more where there is another page. */
export async function pageOf(
  scope: TicketScope,
  input: ListTicketsInput,
  order: PageOrder,
): Promise<ListedRow[]> {
  const { rows } = await pool().query<ListedRow>(pageSql(scope, input, order, input.limit + 1));
  return rows;
}

/** The rows of the first page with the counts of each status. A text is looked for in as few tickets as can be, once. */
export async function firstPage(
  scope: TicketScope,
  input: ListTicketsInput,
  order: PageOrder,
): Promise<FirstPage> {
  if (input.text === "") {
    const [rows, counted] = await Promise.all([pageOf(scope, input, order), countsOf(scope, input, false)]);
    return { rows, ...summed(counted), isPartial: false };
  }
  return isIndexed(wordsOf(input.text)) ? pageFirst(scope, input, order) : countsFirst(scope, input, order);
}

/** The page is found fast, and tells how frequent the words are; where all they find is on it, nothing is left to count. */
async function pageFirst(scope: TicketScope, input: ListTicketsInput, order: PageOrder): Promise<FirstPage> {
  const rows = await pageOf(scope, input, order);
  const hasMore = rows.length > input.limit;
  if (!hasMore && input.statuses.length === 0) return { rows, ...summed(rows), isPartial: false };
  return { rows, ...summed(await countsOf(scope, input, hasMore)) };
}

/** What is found in all of the group's tickets is found once: if it is not too much, the page is taken from it. */
async function countsFirst(
  scope: TicketScope,
  input: ListTicketsInput,
  order: PageOrder,
): Promise<FirstPage> {
  const { rows: found } = await pool().query<{ id: string; status: TicketStatus }>(foundSql(scope, input));
  const counts = summed(found);
  if (counts.isPartial) return { rows: await pageOf(scope, input, order), ...counts };
  const among = found.map(({ id }) => id);
  return { rows: await pageOf(scope, { ...input, text: "" }, { ...order, among }), ...counts };
}

async function countsOf(
  scope: TicketScope,
  input: ListTicketsInput,
  isFrequent: boolean,
): Promise<Counted[]> {
  const { rows } = await pool().query<Counted>(countsSql(scope, input, isFrequent));
  return rows;
}

/** Each row counts as many tickets as it says, or itself. */
function summed(rows: readonly { status: TicketStatus; count?: number }[]) {
  const counts: Counts = {
    new: 0,
    assigned: 0,
    in_progress: 0,
    waiting_for_customer: 0,
    resolved: 0,
    closed: 0,
  };
  let total = 0;
  for (const { status, count = 1 } of rows) {
    counts[status] += count;
    total += count;
  }
  return { counts, isPartial: total >= COUNT_LIMIT };
}
