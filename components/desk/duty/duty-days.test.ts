import { describe, expect, it } from "vitest";
import { awayIn, daysFrom, partsIn } from "@/components/desk/duty/duty-days";

// The tests' zone is Kathmandu, 5:45 ahead of UTC, without changes of the clock.
const local = (text: string): string => new Date(`${text}:00+05:45`).toISOString();
const ms = (text: string): number => Date.parse(local(text));

describe("the days of a calendar", () => {
  it("go from midnight to midnight of the reader, from the day of the instant on", () => {
    expect(daysFrom(local("2026-11-30T23:59"), 2)).toEqual([
      { start: ms("2026-11-30T00:00"), end: ms("2026-12-01T00:00") },
      { start: ms("2026-12-01T00:00"), end: ms("2026-12-02T00:00") },
    ]);
  });

  it("hold what lies in them, cut at midnight, in order", () => {
    const [day = { start: 0, end: 0 }] = daysFrom(local("2026-11-25T12:00"), 1);
    const night = { id: "night", startsAt: local("2026-11-25T20:00"), endsAt: local("2026-11-26T08:00") };
    const before = { id: "before", startsAt: local("2026-11-24T20:00"), endsAt: local("2026-11-25T08:00") };
    const touches = { id: "touches", startsAt: local("2026-11-24T20:00"), endsAt: local("2026-11-25T00:00") };
    const next = { id: "next", startsAt: local("2026-11-26T00:00"), endsAt: local("2026-11-26T08:00") };

    expect(
      partsIn(day, [night, next, touches, before]).map(({ id, start, end }) => [id, start, end]),
    ).toEqual([
      ["before", ms("2026-11-25T00:00"), ms("2026-11-25T08:00")],
      ["night", ms("2026-11-25T20:00"), ms("2026-11-26T00:00")],
    ]);
  });
});

it.each([
  ["none", null],
  ["none", { from: local("2026-11-25T18:00"), until: null }],
  ["none", { from: local("2026-11-24T18:00"), until: local("2026-11-25T09:00") }],
  ["part", { from: local("2026-11-25T17:00"), until: null }],
  ["part", { from: local("2026-11-24T18:00"), until: local("2026-11-25T10:00") }],
  ["all", { from: local("2026-11-25T09:00"), until: local("2026-11-25T18:00") }],
  ["all", { from: local("2026-11-01T00:00"), until: null }],
] as const)("a leave takes %s of a shift from 9 to 18", (much, leave) => {
  const shift = { start: ms("2026-11-25T09:00"), end: ms("2026-11-25T18:00") };

  expect(awayIn(shift, leave)).toBe(much);
});
