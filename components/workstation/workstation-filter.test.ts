import { describe, expect, it } from "vitest";
import {
  addressChanges,
  filterIn,
  filterQuery,
  isNarrowed,
  noFilter,
} from "@/components/workstation/workstation-filter";

const filterOf = (address: string) => {
  const parameters = new URLSearchParams(address);
  return filterIn((name) => parameters.get(name));
};

describe("the filter in the address", () => {
  it("narrows nothing where there is none, and shows the newest first", () => {
    expect(isNarrowed(filterOf("group=1&pane=workstation"))).toBe(false);
    expect(filterQuery(filterOf(""))).toBe("sort=created");
  });

  it("leaves out what is none", () => {
    const filter = filterOf(
      "ws-status=new,gone&ws-severity=s9&ws-from=yesterday&ws-to=2026-02-99&ws-sort=luck",
    );
    expect(filter).toMatchObject({
      statuses: ["new"],
      severities: [],
      from: null,
      to: null,
      order: "created",
    });
  });

  it("comes back as it was written", () => {
    const changes = {
      statuses: ["new", "closed"],
      severities: ["s1"],
      product: "db",
      engineer: "none",
      text: "磁盘 full",
      from: "2026-11-01",
      to: "2026-11-02",
      order: "created-asc",
    } as const;
    const address = new URLSearchParams(
      Object.entries(addressChanges(changes)).map(([k, v]) => [k, v ?? ""]),
    );
    expect(filterOf(address.toString())).toEqual(changes);
    expect(isNarrowed(filterOf(address.toString()))).toBe(true);
  });

  it("is taken out whole", () => {
    expect(Object.keys(noFilter)).toHaveLength(8);
    expect(addressChanges({ statuses: [], text: "", product: null, order: "created" })).toEqual({
      "ws-status": null,
      "ws-text": null,
      "ws-product": null,
      "ws-sort": null,
    });
  });

  it("asks for whole days on the reader's clock, the last one included", () => {
    // Tests run in Kathmandu, 5 h 45 min before UTC.
    const query = new URLSearchParams(filterQuery(filterOf("ws-from=2026-11-01&ws-to=2026-11-01")));
    expect(query.get("from")).toBe("2026-10-31T18:15:00.000Z");
    expect(query.get("to")).toBe("2026-11-01T18:15:00.000Z");
  });

  it("asks for the direction only where it is not the usual one", () => {
    expect(filterQuery(filterOf("ws-sort=created-asc"))).toBe("sort=created&direction=asc");
    expect(filterQuery(filterOf("ws-sort=due"))).toBe("sort=due");
  });
});
