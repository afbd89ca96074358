import type { DeskTicketPageView } from "@/lib/tickets/browser/ticket-lists";
import { type ListedRow, listedView } from "@/lib/tickets/internal/ticket-list-rows";

/** A page of a desk's list from the rows of one more than `limit`, which says whether there is another. */
export function deskPage(
  rows: readonly ListedRow[],
  limit: number,
  cursorAfter: (last: ListedRow) => string,
): DeskTicketPageView {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    tickets: page.map((row) => ({
      ...listedView(row),
      organizationName: row.organizationName,
      version: row.version,
    })),
    nextCursor: rows.length > limit && last ? cursorAfter(last) : null,
  };
}
