import { expect, it, vi } from "vitest";
import { quotaMonth, quotaMonthsBefore, quotaMonthSpan } from "@/lib/channels/quota-month";

// Read at the first use, which is below. The usual zone stands in quota-pace.test.ts and list-quota-usage.test.ts.
vi.stubEnv("FEISHU_QUOTA_ZONE", "America/Los_Angeles");

it("begins at midnight of the 1st in the zone that was configured", () => {
  expect(quotaMonth(new Date("2026-06-01T06:59:59.999Z"))).toBe("2026-05");
  expect(quotaMonth(new Date("2026-06-01T07:00:00.000Z"))).toBe("2026-06");
  expect(quotaMonthSpan(new Date("2026-11-15T00:00:00Z"))).toEqual({
    // Clocks go back in between.
    startsAt: new Date("2026-11-01T07:00:00Z"),
    endsAt: new Date("2026-12-01T08:00:00Z"),
  });
});

it("knows the months before, over the turn of the year", () => {
  expect(quotaMonthsBefore(new Date("2026-02-10T00:00:00Z"), 3)).toEqual(["2025-11", "2025-12", "2026-01"]);
});
