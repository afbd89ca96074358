/** What the log is narrowed to, as its controls and the address have it: texts, and days of the reader. */
export type AuditFilterText = Record<(typeof filterNames)[number], string>;

/** In the order of the controls. */
const filterNames = ["action", "from", "to", "account", "actor", "subjectId", "requestId"] as const;

const dayForm = /^\d{4}-\d{2}-\d{2}$/;

/** The filter in an address. */
export function filterIn(get: (name: string) => string | null): AuditFilterText {
  const text = (name: (typeof filterNames)[number]): string => get(name) ?? "";
  const day = (name: "from" | "to"): string => (dayForm.test(text(name)) ? text(name) : "");
  return {
    action: text("action"),
    from: day("from"),
    to: day("to"),
    account: text("account"),
    actor: text("actor"),
    subjectId: text("subjectId"),
    requestId: text("requestId"),
  };
}

/** What changes in the address when the filter becomes this. */
export function addressOf(filter: Partial<AuditFilterText>): Record<string, string | null> {
  return Object.fromEntries(Object.entries(filter).map(([name, text]) => [name, text.trim() || null]));
}

/** The address without any filter. */
export const noFilter: Record<string, null> = Object.fromEntries(filterNames.map((name) => [name, null]));

/** Whether anything is left out of the log. */
export const isNarrowed = (filter: AuditFilterText): boolean => Object.values(filter).some(Boolean);

/** The beginning of a day on the reader's clock, some days later; nothing for a day there is not. */
function midnight(day: string, daysLater: number): string {
  const date = new Date(`${day}T00:00:00`);
  if (day === "" || Number.isNaN(date.getTime())) return "";
  date.setDate(date.getDate() + daysLater);
  return date.toISOString();
}

/** The filter as the routes are asked with it; the last day counts whole. */
export function filterQuery(filter: AuditFilterText): string {
  const given = { ...filter, from: midnight(filter.from, 0), to: midnight(filter.to, 1) };
  return new URLSearchParams(Object.entries(given).filter(([, text]) => text !== "")).toString();
}
