import { describe, expect, it } from "vitest";
import { shiftTimes } from "@/lib/duty/internal/shift-times";

type Plan = Parameters<typeof shiftTimes>[0];

const times = (plan: Plan): string[] =>
  shiftTimes(plan).map(({ startsAt, endsAt }) => `${short(startsAt)} ${short(endsAt)}`);
const short = (instant: Date): string => instant.toISOString().slice(0, 16);

const everyDay: NonNullable<Plan["repeat"]> = { weekdays: [1, 2, 3, 4, 5, 6, 7], weeks: 1 };

describe("the shifts of a plan", () => {
  it("is a single one without days of the week", () => {
    const plan = { zone: "Asia/Shanghai", start: "09:00", end: "18:00", from: "2026-11-25" };

    expect(times(plan)).toEqual(["2026-11-25T01:00 2026-11-25T10:00"]);
  });

  it("are those on the days chosen, from the first day on, for whole weeks", () => {
    // 25 November 2026 is a Wednesday.
    const plan = { zone: "UTC", start: "09:00", end: "18:00", from: "2026-11-25" };

    expect(
      shiftTimes({ ...plan, repeat: { weekdays: [1, 3], weeks: 2 } }).map(({ startsAt }) => short(startsAt)),
    ).toEqual(["2026-11-25T09:00", "2026-11-30T09:00", "2026-12-02T09:00", "2026-12-07T09:00"]);
  });

  it("end on the next day when they end no later than they start", () => {
    const plan = { zone: "UTC", from: "2026-12-31" };

    expect(times({ ...plan, start: "20:00", end: "08:00" })).toEqual(["2026-12-31T20:00 2027-01-01T08:00"]);
    expect(times({ ...plan, start: "20:00", end: "00:00" })).toEqual(["2026-12-31T20:00 2027-01-01T00:00"]);
    expect(times({ ...plan, start: "08:00", end: "08:00" })).toEqual(["2026-12-31T08:00 2027-01-01T08:00"]);
  });

  it("stay on the clock of their zone when the clocks change", () => {
    const plan = { zone: "Europe/Berlin", start: "09:00", end: "17:00", from: "2026-03-28" };

    expect(times({ ...plan, repeat: { weekdays: [6, 7], weeks: 1 } })).toEqual([
      "2026-03-28T08:00 2026-03-28T16:00",
      "2026-03-29T07:00 2026-03-29T15:00",
    ]);
  });

  it("are an hour shorter or longer in the night of the change", () => {
    const night = { zone: "Europe/Berlin", start: "22:00", end: "06:00" };

    expect(times({ ...night, from: "2026-03-28" })).toEqual(["2026-03-28T21:00 2026-03-29T04:00"]);
    expect(times({ ...night, from: "2026-10-24" })).toEqual(["2026-10-24T20:00 2026-10-25T05:00"]);
  });

  it("are handed over at one instant, also where that time is skipped or comes twice", () => {
    for (const [from, next] of [
      ["2026-03-28", "2026-03-29"],
      ["2026-10-24", "2026-10-25"],
    ] as const) {
      const zone = "Europe/Berlin";
      const [night] = shiftTimes({ zone, start: "18:00", end: "02:30", from });
      const [day] = shiftTimes({ zone, start: "02:30", end: "18:00", from: next });

      expect(night?.endsAt).toEqual(day?.startsAt);
    }
  });

  it("leave out one that lies in the skipped hour alone", () => {
    const plan = { zone: "Europe/Berlin", start: "02:00", end: "03:00", from: "2026-03-23" };

    expect(times({ ...plan, repeat: everyDay })).toHaveLength(6);
  });

  it("are right where a day is missing or midnight does not exist", () => {
    // Samoa went from 29 to 31 December 2011; in Chile clocks go from 24:00 to 01:00.
    expect(times({ zone: "Pacific/Apia", start: "08:00", end: "16:00", from: "2011-12-31" })).toEqual([
      "2011-12-30T18:00 2011-12-31T02:00",
    ]);
    expect(times({ zone: "America/Santiago", start: "00:00", end: "08:00", from: "2026-09-06" })).toEqual([
      "2026-09-06T04:00 2026-09-06T11:00",
    ]);
  });
});
