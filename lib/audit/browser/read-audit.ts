import type { AuditPageView } from "@/lib/audit/contract";
import { readView } from "@/lib/errors/browser/read-view";

/** Whose log a page shows: the desk's or the console's. */
export type AuditPlace = "desk" | "console";

const address = { desk: "/api/desk/audit", console: "/api/console/activity" } as const;

/** The key of a search. */
export const auditKey = (place: AuditPlace, query: string) => ["audit", place, query] as const;

/** A page of the log; `query` has the filters. */
export async function readAuditPage(
  place: AuditPlace,
  query: string,
  cursor: string | null,
): Promise<AuditPageView> {
  const parameters = new URLSearchParams(query);
  if (cursor !== null) parameters.set("cursor", cursor);
  return readView(`${address[place]}?${parameters.toString()}`);
}

/** Where the same search is saved as a file. */
export function auditFileAddress(place: AuditPlace, query: string, locale: string): string {
  const parameters = new URLSearchParams(query);
  parameters.set("locale", locale);
  return `${address[place]}.csv?${parameters.toString()}`;
}
