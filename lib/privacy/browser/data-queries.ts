import { readView } from "@/lib/errors/browser/read-view";
import type { AccountPersonView, DataView, FindingsView } from "@/lib/privacy/contract";

const ADDRESS = "/api/console/data";

/** The keys of what the Data page reads; all of it begins alike, so that it can be read anew at once. */
export const dataKeys = {
  all: ["data"] as const,
  data: ["data", "jobs"] as const,
  findings: ["data", "findings"] as const,
  people: (text: string) => ["data", "people", text] as const,
};

export const readData = (): Promise<DataView> => readView(ADDRESS);

export const readFindings = (): Promise<FindingsView> => readView(`${ADDRESS}/findings`);

export const readPeople = (text: string): Promise<AccountPersonView[]> =>
  readView(`${ADDRESS}/people?${new URLSearchParams({ text }).toString()}`);

/** Where the file of an export is. */
export const exportAddress = (jobId: string): string => `${ADDRESS}/exports/${jobId}`;
