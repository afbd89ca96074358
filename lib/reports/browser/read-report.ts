import { readView } from "@/lib/errors/browser/read-view";
import type { ReportView } from "@/lib/reports/contract";

/** The key of a report; `query` is what it was asked for. */
export const reportKey = (query: string) => ["reports", query] as const;

/** A report. */
export const readReport = (query: string): Promise<ReportView> => readView(`/api/desk/reports?${query}`);

/** Where the tickets of the same report are saved as a file. */
export const reportFileAddress = (query: string, locale: string): string =>
  `/api/desk/reports.csv?${query}&locale=${encodeURIComponent(locale)}`;
