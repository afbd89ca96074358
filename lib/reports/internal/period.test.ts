import { expect, it } from "vitest";
import { periodOf } from "@/lib/reports/internal/period";

it("a day is as long as the zone's clock makes it", () => {
  const day = periodOf({ from: "2026-03-29", to: "2026-03-29", zone: "Europe/Berlin" });
  expect(day.end.getTime() - day.start.getTime()).toBe(23 * 60 * 60 * 1_000);
  expect(day.starts).toEqual(["2026-03-29"]);
});

it("a moment belongs to the day it has in the zone", () => {
  const { bucketOf } = periodOf({ from: "2026-03-01", to: "2026-03-31", zone: "Asia/Shanghai" });
  expect(bucketOf(new Date("2026-03-05T15:59:59.999Z"))).toBe("2026-03-05");
  expect(bucketOf(new Date("2026-03-05T16:00:00.000Z"))).toBe("2026-03-06");
});

it("62 days are days, 63 are weeks, of which the first may have begun before", () => {
  expect(periodOf({ from: "2026-01-01", to: "2026-03-03", zone: "UTC" }).bucket).toBe("day");
  const { bucket, starts, bucketOf } = periodOf({ from: "2026-01-01", to: "2026-03-04", zone: "UTC" });
  expect(bucket).toBe("week");
  expect([starts[0], starts.at(-1)]).toEqual(["2025-12-29", "2026-03-02"]);
  expect(bucketOf(new Date("2026-01-04T23:00:00Z"))).toBe("2025-12-29");
});
