import { describe, expect, it } from "vitest";
import { quotaMonth, quotaMonthSpan } from "@/lib/channels/quota-month";
import { isQuotaShort, quotaBudget, quotaForecast, quotaPace } from "@/lib/channels/quota-pace";

const month = { startsAt: new Date("2026-05-31T16:00:00Z"), endsAt: new Date("2026-06-30T16:00:00Z") };
const onDay = (day: number): Date => new Date(month.startsAt.getTime() + day * 86_400_000);
const pace = (counted: number, day: number) => quotaPace({ counted, limit: 10_000 }, month, onDay(day));

describe("the month of the quota", () => {
  it("begins at midnight of the 1st in Shanghai", () => {
    expect(quotaMonth(new Date("2026-06-30T15:59:59.999Z"))).toBe("2026-06");
    expect(quotaMonth(new Date("2026-06-30T16:00:00.000Z"))).toBe("2026-07");
    expect(quotaMonth(new Date("2026-12-31T16:00:00.000Z"))).toBe("2027-01");
  });

  it("spans from one 1st to the next", () => {
    expect(quotaMonthSpan(new Date("2026-06-30T15:59:59.999Z"))).toEqual(month);
    expect(quotaMonthSpan(new Date("2026-12-31T16:00:00.000Z"))).toEqual({
      startsAt: new Date("2026-12-31T16:00:00Z"),
      endsAt: new Date("2027-01-31T16:00:00Z"),
    });
  });
});

describe("the pace of cards", () => {
  it("is the manual's one card in ten minutes while calls are used no faster than days", () => {
    expect(pace(0, 0)).toEqual({ stage: "free", cardWindow: 600_000 });
    expect(pace(949, 0).stage).toBe("free");
    expect(pace(5_000, 15).stage).toBe("free");
    expect(pace(9_200, 29).stage).toBe("free");
  });

  it("slows down to thirty, then to sixty minutes when they are used faster", () => {
    expect(pace(1_000, 0)).toEqual({ stage: "slower", cardWindow: 1_800_000 });
    expect(pace(5_500, 15).stage).toBe("slower");
    expect(pace(1_100, 0)).toEqual({ stage: "slowest", cardWindow: 3_600_000 });
    expect(pace(9_000, 15).stage).toBe("slowest");
  });

  it("ends before the quota does: the rest is for Emergency", () => {
    expect(quotaBudget(10_000)).toBe(9_500);
    expect(pace(9_499, 30).stage).toBe("free");
    expect(pace(9_500, 30).stage).toBe("in_app_only");
    expect(pace(12_000, 3).stage).toBe("in_app_only");
  });

  it("never gets freer with more calls, nor slower as the month goes on", () => {
    const rank = ["free", "slower", "slowest", "in_app_only"];
    const rankOf = (counted: number, day: number): number => rank.indexOf(pace(counted, day).stage);
    for (let day = 0; day <= 30; day += 1)
      for (let counted = 0; counted <= 10_000; counted += 250) {
        expect(rankOf(counted + 250, day)).toBeGreaterThanOrEqual(rankOf(counted, day));
        expect(rankOf(counted, day + 1)).toBeLessThanOrEqual(rankOf(counted, day));
      }
  });
});

it("forecasts the month from its second day on, and warns at 80 %", () => {
  expect(quotaForecast(300, month, onDay(0.5))).toBeNull();
  expect(quotaForecast(1_000, month, onDay(3))).toBe(10_000);
  expect(isQuotaShort(7_999, 10_000, 10_000)).toBe(false);
  expect(isQuotaShort(8_000, null, 10_000)).toBe(true);
  expect(isQuotaShort(500, 10_001, 10_000)).toBe(true);
});
