import { describe, expect, it } from "vitest";
import { countdown, soonestClock } from "@/components/tickets/sla/countdown";
import type { SlaClocksView, SlaClockView } from "@/lib/tickets/contract";

const NOON = Date.parse("2026-11-25T12:00:00.000Z");
const due = (state: SlaClockView["state"], at: string): SlaClockView => ({
  state,
  dueAt: `2026-11-25T${at}:00.000Z`,
  remainingSeconds: 0,
});
const met: SlaClockView = { state: "met", dueAt: null, remainingSeconds: null };
const paused: SlaClockView = { state: "paused", dueAt: null, remainingSeconds: 600 };
const clocks = (given: Partial<SlaClocksView>): SlaClocksView => ({
  firstResponse: met,
  nextUpdate: met,
  resolution: met,
  ...given,
});

describe("the clock a header shows", () => {
  it("is the promise that is due first", () => {
    const given = clocks({ nextUpdate: due("pending", "14:00"), resolution: due("due_soon", "13:00") });
    expect(soonestClock("in_progress", given)).toMatchObject({ kind: "resolution", state: "due_soon" });
  });

  it("is the one that is broken, while it still can be kept", () => {
    const given = clocks({ firstResponse: due("breached", "11:00"), resolution: due("pending", "15:00") });
    expect(soonestClock("assigned", given)).toMatchObject({ kind: "firstResponse", state: "breached" });
    expect(soonestClock("in_progress", given)).toMatchObject({ kind: "resolution", state: "pending" });
  });

  it("is paused while the customer is waited for, and none once the ticket is resolved", () => {
    const given = clocks({ nextUpdate: paused, resolution: paused });
    expect(soonestClock("waiting_for_customer", given)).toBe("paused");
    expect(soonestClock("resolved", clocks({ resolution: due("breached", "11:00") }))).toBeNull();
  });
});

describe("a countdown", () => {
  it.each([
    ["2026-11-25T12:09:41.900Z", "9:41"],
    ["2026-11-25T13:09:05.000Z", "1:09:05"],
    ["2026-11-25T12:00:00.400Z", "0:00"],
    ["2026-11-25T11:58:30.000Z", "1:30"],
    ["2026-11-26T11:59:59.000Z", "23:59:59"],
  ])("to %s reads %s", (at, words) => expect(countdown(at, NOON)).toBe(words));

  it("gives way to a date from a day on", () => {
    expect(countdown("2026-11-26T12:00:00.000Z", NOON)).toBeNull();
  });
});
