import { describe, expect, it } from "vitest";
import {
  earliestTelling,
  hasWaited,
  isOutdated,
  keptUntil,
  nextRungAt,
  type ReminderFacts,
  reminderRuling,
} from "@/lib/tickets/reminder-rule";
import { defaultSlaPolicy, type SlaPolicy } from "@/lib/tickets/sla-targets";

const MINUTE = 60_000;
// A Wednesday, 10:00 in Shanghai; service until 18:00.
const opened = new Date("2026-11-25T02:00:00Z");
const at = (minutes: number) => new Date(opened.getTime() + minutes * MINUTE);
const isoOf = (instant: Date | null) => instant?.toISOString() ?? null;

const facts = (given: Partial<ReminderFacts> = {}): ReminderFacts => ({
  status: "in_progress",
  severity: "s3",
  hasAssignee: true,
  openedAt: opened,
  lastAnsweredAt: null,
  lastToldAt: null,
  open: null,
  ...given,
});

const ruled = (given: Partial<ReminderFacts>, minutes: number, policy = defaultSlaPolicy) => {
  const { state, nextPressAt, opensAt } = reminderRuling(facts(given), policy, at(minutes));
  return { state, nextPressAt: isoOf(nextPressAt), opensAt: isoOf(opensAt) };
};

describe("the first time somebody can be told", () => {
  it.each([
    ["15 minutes after the creation", {}, 15],
    ["15 minutes after the last answer", { lastAnsweredAt: at(100) }, 115],
    ["half of the ten minutes promised for an S1", { severity: "s1" as const }, 5],
    ["as soon after an answer in an S1", { severity: "s1" as const, lastAnsweredAt: at(60) }, 65],
    ["15 minutes in an S2, whose half is the same", { severity: "s2" as const }, 15],
    ["30 minutes after somebody was told", { lastToldAt: at(20) }, 50],
    [
      "15 minutes after an answer that came late after a reminder",
      { lastToldAt: at(20), lastAnsweredAt: at(40) },
      55,
    ],
    ["15 minutes after a reopening", { openedAt: at(500) }, 515],
  ])("is %s", (_when, given, minutes) => {
    expect(earliestTelling(facts(given), defaultSlaPolicy)).toEqual(at(minutes));
  });

  it("counts half of a short target of service hours in service hours", () => {
    const { targets } = defaultSlaPolicy;
    const firstResponse = { minutes: 20, aroundTheClock: false };
    const policy: SlaPolicy = {
      ...defaultSlaPolicy,
      targets: { ...targets, s4: { ...targets.s4, firstResponse } },
    };
    expect(earliestTelling(facts({ severity: "s4" }), policy)).toEqual(at(10));
  });
});

describe("a press", () => {
  it.each([
    ["tells the engineer", {}, 15, { state: "ready" }],
    ["tells the duty lead where there is no engineer", { hasAssignee: false }, 15, { state: "unassigned" }],
    ["is too early until the countdown ends", {}, 14, { state: "too_early", nextPressAt: isoOf(at(15)) }],
    [
      "tells nobody while the customer is waited for",
      { status: "waiting_for_customer" as const },
      60,
      { state: "waiting_for_customer" },
    ],
    [
      "tells nobody of a resolved ticket, whatever runs",
      { status: "resolved" as const, open: "running" as const },
      60,
      { state: "resolved" },
    ],
    ["tells nobody of a closed ticket", { status: "closed" as const }, 60, { state: "closed" }],
    [
      "is kept for the next morning after hours",
      {},
      9 * 60,
      { state: "outside_hours", opensAt: "2026-11-26T01:00:00.000Z" },
    ],
    ["is told at once after hours in an S2", { severity: "s2" as const }, 9 * 60, { state: "ready" }],
    [
      "joins the one that is kept",
      { open: "kept" as const },
      9 * 60,
      { state: "kept", opensAt: "2026-11-26T01:00:00.000Z" },
    ],
    [
      "joins the one that runs, and tells again after 30 minutes",
      { open: "running" as const, lastToldAt: at(20) },
      25,
      { state: "running", nextPressAt: isoOf(at(50)) },
    ],
    [
      "tells again now when 30 minutes have passed",
      { open: "running" as const, lastToldAt: at(20) },
      61,
      { state: "running", nextPressAt: isoOf(at(61)) },
    ],
  ])("%s", (_what, given, minutes, expected) => {
    expect(ruled(given, minutes)).toEqual({ nextPressAt: null, opensAt: null, ...expected });
  });

  it("kept in the evening is told in the morning, unless that is too early by then", () => {
    expect(keptUntil(facts(), defaultSlaPolicy, at(9 * 60))).toEqual(new Date("2026-11-26T01:00:00Z"));
    const openedAt = new Date("2026-11-26T00:50:00Z");
    expect(keptUntil(facts({ openedAt }), defaultSlaPolicy, new Date("2026-11-26T00:55:00Z"))).toEqual(
      new Date("2026-11-26T01:05:00Z"),
    );
  });
});

describe("the ladder", () => {
  it.each([
    [0, 15],
    [1, 15],
    [2, 30],
  ])("goes on from rung %i after %i minutes", (rung, minutes) => {
    expect(nextRungAt(rung, opened, "s3", defaultSlaPolicy)).toEqual(at(minutes));
  });

  it("ends at the top", () => {
    expect(nextRungAt(3, opened, "s1", defaultSlaPolicy)).toBeNull();
  });

  it("waits for the morning in an S3, and not in an S1", () => {
    const evening = at(8 * 60 - 5);
    expect(nextRungAt(0, evening, "s3", defaultSlaPolicy)).toEqual(new Date("2026-11-26T01:00:00Z"));
    expect(nextRungAt(0, evening, "s1", defaultSlaPolicy)).toEqual(at(8 * 60 + 10));
  });
});

describe("a press that waited for a connection", () => {
  it("has waited when it is more than two minutes old", () => {
    expect(hasWaited(at(0), at(2))).toBe(false);
    expect(hasWaited(at(0), new Date(at(2).getTime() + 1))).toBe(true);
    expect(hasWaited(at(5), at(0))).toBe(false);
  });

  it.each([
    ["an answer came since", { lastAnsweredAt: at(31) }, true],
    ["the last answer was before", { lastAnsweredAt: at(29) }, false],
    ["the ticket was opened anew since", { openedAt: at(31) }, true],
    ["another's reminder was told and ended since", { lastToldAt: at(31) }, true],
    [
      "another's reminder was told since and still runs",
      { lastToldAt: at(31), open: "running" as const },
      false,
    ],
  ])("is outdated or not when %s", (_when, given, expected) => {
    expect(isOutdated(facts(given), at(30))).toBe(expected);
  });
});
