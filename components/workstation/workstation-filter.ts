import { severities, type Severity, type TicketStatus, ticketStatuses } from "@/lib/tickets/contract";

/** The orders the Workstation offers, the first unless another is chosen. */
export const ticketOrders = ["created", "created-asc", "updated", "due"] as const;
export type TicketOrder = (typeof ticketOrders)[number];

/** What the Workstation's list is narrowed to and sorted by, as its controls show it. Days are the reader's own. */
export type WorkstationFilter = {
  statuses: readonly TicketStatus[];
  severities: readonly Severity[];
  product: string | null;
  engineer: string | null;
  text: string;
  from: string | null;
  to: string | null;
  order: TicketOrder;
};

/** The address's names for it, apart from those of conversation and pane. */
const filterNames = {
  statuses: "ws-status",
  severities: "ws-severity",
  product: "ws-product",
  engineer: "ws-engineer",
  text: "ws-text",
  from: "ws-from",
  to: "ws-to",
  order: "ws-sort",
} as const satisfies Record<keyof WorkstationFilter, string>;

const dayForm = /^\d{4}-\d{2}-\d{2}$/;

function codesIn<Code extends string>(joined: string | null, codes: readonly Code[]): Code[] {
  const named = (joined ?? "").split(",");
  return codes.filter((code) => named.includes(code));
}

const dayIn = (text: string | null): string | null =>
  text !== null && dayForm.test(text) && !Number.isNaN(Date.parse(text)) ? text : null;

/** The filter in an address; what is none there is left out. */
export function filterIn(get: (name: string) => string | null): WorkstationFilter {
  return {
    statuses: codesIn(get(filterNames.statuses), ticketStatuses),
    severities: codesIn(get(filterNames.severities), severities),
    product: get(filterNames.product),
    engineer: get(filterNames.engineer),
    text: get(filterNames.text) ?? "",
    from: dayIn(get(filterNames.from)),
    to: dayIn(get(filterNames.to)),
    order: codesIn(get(filterNames.order), ticketOrders)[0] ?? "created",
  };
}

/** What changes in the address when this changes in the filter. */
export function addressChanges(changes: Partial<WorkstationFilter>): Record<string, string | null> {
  const told: Record<string, string | null> = {};
  if (changes.statuses) told[filterNames.statuses] = changes.statuses.join(",") || null;
  if (changes.severities) told[filterNames.severities] = changes.severities.join(",") || null;
  if (changes.text !== undefined) told[filterNames.text] = changes.text || null;
  if (changes.order) told[filterNames.order] = changes.order === "created" ? null : changes.order;
  for (const name of ["product", "engineer", "from", "to"] as const)
    if (changes[name] !== undefined) told[filterNames[name]] = changes[name] || null;
  return told;
}

/** The address without any filter. */
export const noFilter: Record<string, null> = Object.fromEntries(
  Object.values(filterNames).map((name) => [name, null]),
);

/** Whether anything is left out of the list. */
export function isNarrowed({ order: _order, ...filter }: WorkstationFilter): boolean {
  return Object.values(filter).some((value) => value !== null && value.length > 0);
}

/** The beginning of a day on the reader's clock, some days later. */
function midnight(day: string, daysLater = 0): string {
  const date = new Date(`${day}T00:00:00`);
  date.setDate(date.getDate() + daysLater);
  return date.toISOString();
}

/** The filter as the routes of lists are asked with it. */
export function filterQuery(filter: WorkstationFilter): string {
  const { statuses, product, engineer, text, from, to, order } = filter;
  const [sort, direction] = order.split("-");
  const given = {
    statuses: statuses.join(","),
    severities: filter.severities.join(","),
    productCode: product ?? "",
    assigneeId: engineer ?? "",
    text,
    from: from === null ? "" : midnight(from),
    // The last day counts whole.
    to: to === null ? "" : midnight(to, 1),
    sort: sort ?? "created",
    direction: direction ?? "",
  };
  return new URLSearchParams(Object.entries(given).filter(([, value]) => value !== "")).toString();
}
