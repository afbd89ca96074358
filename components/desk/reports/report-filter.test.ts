import { expect, it } from "vitest";
import { filterIn, lastDays, reportQuery } from "@/components/desk/reports/report-filter";

const today = new Date(2026, 2, 15).getTime();

it("counts back in calendar days, over the end of a month", () => {
  expect(lastDays(today, 7)).toEqual({ from: "2026-03-09", to: "2026-03-15" });
  expect(lastDays(today, 30)).toEqual({ from: "2026-02-14", to: "2026-03-15" });
  expect(lastDays(today, 1)).toEqual({ from: "2026-03-15", to: "2026-03-15" });
});

it("takes what the address says, and the last 30 days instead of nonsense", () => {
  const address = new Map([
    ["from", "2026-01-01"],
    ["to", "tomorrow"],
    ["customer", "c1"],
  ]);
  expect(filterIn((name) => address.get(name) ?? null, today)).toEqual({
    from: "2026-01-01",
    to: "2026-03-15",
    accountId: "c1",
  });
});

it("asks in the reader's own zone, and for a customer only if one was chosen", () => {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const asked = new URLSearchParams(reportQuery({ from: "2026-01-01", to: "2026-01-31", accountId: "" }));
  expect(Object.fromEntries(asked)).toEqual({ from: "2026-01-01", to: "2026-01-31", zone: timeZone });
});
