import {
  type BuiltInView,
  builtInViews,
  type InboxFilter,
  inboxFilter,
  keptFilter,
  type SavedViewView,
} from "@/lib/desk/contract";

/** In an address other panes have filters too. */
const PREFIX = "inbox.";
const names = Object.keys(inboxFilter.shape) as (keyof InboxFilter)[];

/** What a filter is not narrowed by has no parameter. */
function textOf(value: InboxFilter[keyof InboxFilter]): string {
  if (value === true) return "1";
  if (value === false || value === null) return "";
  return Array.isArray(value) ? value.join(",") : String(value);
}

/** A filter as the route is asked with it; the same filter gives the same text. */
export function filterQuery(filter: InboxFilter): string {
  const given = names.map((name) => [name, textOf(filter[name])]).filter(([, text]) => text !== "");
  return new URLSearchParams(given).toString();
}

/** Whether two filters ask the same; the order in which codes were chosen is none. */
export function isSameFilter(one: InboxFilter, other: InboxFilter): boolean {
  const sorted = (filter: InboxFilter) =>
    filterQuery({
      ...filter,
      statuses: filter.statuses.toSorted(),
      severities: filter.severities.toSorted(),
    });
  return sorted(one) === sorted(other);
}

/** The view everybody has by this name. */
export const builtInFilter = (view: BuiltInView): InboxFilter => inboxFilter.parse(builtInViews[view]);

const isBuiltIn = (name: string): name is BuiltInView => Object.hasOwn(builtInViews, name);

/** What the inbox shows: a view, and whether it is narrowed otherwise than that by now. */
export type InboxChoice = {
  view: BuiltInView | SavedViewView;
  filter: InboxFilter;
  isChanged: boolean;
  /** Whether the address names what is known, and not perhaps a view that is still being read. */
  isKnown: boolean;
};

/** The choice in an address: what it names stands for itself, what it does not know is everything. */
export function choiceIn(get: (name: string) => string | null, saved: readonly SavedViewView[]): InboxChoice {
  const named = get("view") ?? "all";
  const ofOwn = saved.find(({ id }) => id === named);
  const isKnown = ofOwn !== undefined || isBuiltIn(named);
  const view = ofOwn ?? (isBuiltIn(named) ? named : "all");
  const own = typeof view === "string" ? builtInFilter(view) : view.filter;
  const given = names.flatMap((name) => {
    const text = get(`${PREFIX}${name}`);
    return text === null ? [] : [[name, text] as const];
  });
  if (given.length === 0) return { view, filter: own, isChanged: false, isKnown };
  const filter = keptFilter(Object.fromEntries(given));
  return { view, filter, isChanged: !isSameFilter(filter, own), isKnown: true };
}

/** No filter of its own in the address. */
const unfiltered = Object.fromEntries(names.map((name) => [`${PREFIX}${name}`, null]));

/** What changes in the address when this view is chosen. */
export function addressOfView(view: BuiltInView | SavedViewView): Record<string, string | null> {
  const name = typeof view === "string" ? view : view.id;
  return { ...unfiltered, view: name === "all" ? null : name };
}

/** What changes in the address when the inbox is narrowed to this; without any narrowing it is the view of everything. */
export function addressOfFilter(filter: InboxFilter): Record<string, string | null> {
  const parameters = new URLSearchParams(filterQuery(filter));
  if (parameters.size === 0) return addressOfView("all");
  const given = [...parameters].map(([name, text]) => [`${PREFIX}${name}`, text] as const);
  return { ...unfiltered, ...Object.fromEntries<string>(given) };
}
