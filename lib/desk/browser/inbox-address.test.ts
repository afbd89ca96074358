import { describe, expect, it } from "vitest";
import {
  addressOfFilter,
  addressOfView,
  builtInFilter,
  choiceIn,
  filterQuery,
  isSameFilter,
} from "@/lib/desk/browser/inbox-address";
import { type BuiltInView, builtInViews, inboxFilter, listInboxInput } from "@/lib/desk/contract";

const saved = [
  { id: "0191a000-0000-7000-8000-000000000001", name: "Mine", filter: inboxFilter.parse({ unread: true }) },
];

/** The address after these changes, as `useQueryState` makes it. */
function after(address: string, changes: Record<string, string | null>): string {
  const parameters = new URLSearchParams(address);
  for (const [name, value] of Object.entries(changes))
    if (value === null) parameters.delete(name);
    else parameters.set(name, value);
  return parameters.toString();
}
const chosen = (address: string) => choiceIn((name) => new URLSearchParams(address).get(name), saved);

const full = inboxFilter.parse({
  accountId: "0191a000-0000-7000-8000-00000000000a",
  kind: "ticket",
  statuses: ["new", "assigned"],
  severities: ["s1"],
  productCode: "db & co",
  assignee: "nobody",
  dueWithinHours: 8,
  unread: true,
  mentions: true,
  emergencies: true,
  text: "超时 #12, a+b",
});

describe("a filter in an address", () => {
  it("comes back as it was, and asks the route for the same", () => {
    expect(chosen(after("group=1", addressOfFilter(full)))).toEqual({
      view: "all",
      filter: full,
      isChanged: true,
      isKnown: true,
    });
    const asked = listInboxInput.parse(Object.fromEntries(new URLSearchParams(filterQuery(full))));
    expect(asked).toEqual({ ...full, cursor: null, limit: 50 });
  });

  it("stands beside the filters of other panes", () => {
    const address = after("statuses=closed&text=theirs&group=1", addressOfFilter(full));
    expect(new URLSearchParams(address).get("statuses")).toBe("closed");
    expect(after(address, addressOfView("all"))).toBe("statuses=closed&text=theirs&group=1");
  });

  it("that nobody understands narrows nothing", () => {
    const address =
      "inbox.statuses=new,gone&inbox.severities=s1&inbox.kind=internal&inbox.dueWithinHours=soon&inbox.unread=maybe&inbox.accountId=1";
    expect(chosen(address).filter).toEqual(inboxFilter.parse({ severities: ["s1"] }));
    expect(chosen("view=nothing")).toMatchObject({ view: "all", isKnown: false });
    expect(chosen("view=toString").view).toBe("all");
  });
});

describe("a view in an address", () => {
  it.each(Object.keys(builtInViews) as BuiltInView[])("%s is its filter", (view) => {
    const choice = chosen(after("", addressOfView(view)));
    expect(choice).toEqual({ view, filter: builtInFilter(view), isChanged: false, isKnown: true });
  });

  it("of one's own is known by its id, and is changed as long as it is narrowed otherwise", () => {
    const [own] = saved;
    if (!own) throw new Error("there is one");
    const address = after("inbox.text=x", addressOfView(own));
    expect(chosen(address)).toMatchObject({ view: own, filter: own.filter, isChanged: false });
    const narrowed = after(address, addressOfFilter({ ...own.filter, mentions: true }));
    expect(chosen(narrowed)).toMatchObject({ view: own, filter: { mentions: true }, isChanged: true });
    const back = after(narrowed, addressOfFilter(own.filter));
    expect(chosen(back)).toMatchObject({ view: own, isChanged: false });
    expect(chosen(after(back, addressOfFilter(inboxFilter.parse({}))))).toMatchObject({ view: "all" });
  });
});

it("two filters are the same whatever the order of their codes", () => {
  const [one, other] = [
    inboxFilter.parse({ statuses: "new,assigned" }),
    inboxFilter.parse({ statuses: "assigned,new,new" }),
  ];
  expect(isSameFilter(one, other)).toBe(true);
  expect(isSameFilter(one, { ...other, unread: true })).toBe(false);
});
