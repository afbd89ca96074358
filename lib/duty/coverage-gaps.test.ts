import { describe, expect, it } from "vitest";
import { coverageGaps } from "@/lib/duty/coverage-gaps";

type Facts = Parameters<typeof coverageGaps>[0];

const at = (hour: number): Date => new Date(Date.UTC(2026, 10, 25, hour));
const shift = (
  personId: string,
  start: number,
  end: number,
  kind: "engineer" | "duty_lead" = "engineer",
) => ({
  personId,
  kind,
  startsAt: at(start),
  endsAt: at(end),
});
const lead = shift("lead", 0, 24, "duty_lead");

/** A day with a lead, one product, and engineers a and b who know it. */
function gaps(change: Partial<Facts>): string[] {
  const facts: Facts = {
    from: at(0),
    until: at(24),
    shifts: [lead],
    leaves: new Map(),
    skills: new Map([
      ["a", ["ECS"]],
      ["b", ["ECS"]],
    ]),
    lines: new Map([["ECS", ["ECS"]]]),
    ...change,
  };
  const hours = (instant: Date) => (instant.getTime() - at(0).getTime()) / 3_600_000;
  return coverageGaps(facts).map(
    ({ kind, productCodes, startsAt, endsAt }) =>
      `${kind} ${productCodes.join("+")} ${hours(startsAt)}-${hours(endsAt)}`,
  );
}

describe("the gaps of a stretch", () => {
  it("are all of it when nobody is planned", () => {
    expect(gaps({ shifts: [] })).toEqual(["engineer ECS 0-24", "duty_lead  0-24"]);
  });

  it("are none when shifts touch: the end of one is the start of the next", () => {
    expect(gaps({ shifts: [lead, shift("a", 0, 12), shift("b", 12, 24)] })).toEqual([]);
  });

  it("are none when shifts overlap or lie inside of another", () => {
    expect(gaps({ shifts: [lead, shift("a", 0, 20), shift("b", 2, 4), shift("b", 12, 24)] })).toEqual([]);
  });

  it("are what lies between shifts, before the first and after the last", () => {
    expect(gaps({ shifts: [lead, shift("b", 14, 20), shift("a", 2, 10)] })).toEqual([
      "engineer ECS 0-2",
      "engineer ECS 10-14",
      "engineer ECS 20-24",
    ]);
  });

  it("end where the stretch ends, and begin where it begins", () => {
    expect(gaps({ shifts: [lead, shift("a", -10, 3), shift("b", 20, 40)] })).toEqual(["engineer ECS 3-20"]);
    expect(gaps({ shifts: [lead, shift("a", -10, -2), shift("b", 30, 40)] })).toEqual(["engineer ECS 0-24"]);
  });

  it.each([
    ["inside of a shift", { from: at(8), until: at(10) }, ["engineer ECS 8-10"]],
    ["across its start", { from: at(-5), until: at(4) }, ["engineer ECS 0-4"]],
    ["until further notice", { from: at(20), until: null }, ["engineer ECS 20-24"]],
    ["around all of it", { from: at(-1), until: at(25) }, ["engineer ECS 0-24"]],
    ["that is over when the shift starts", { from: at(-9), until: at(0) }, []],
    ["that begins when the shift ends", { from: at(24), until: null }, []],
  ])("hold a leave %s", (_what, leave, found) => {
    expect(gaps({ shifts: [lead, shift("a", 0, 24)], leaves: new Map([["a", leave]]) })).toEqual(found);
  });

  it("hold no leave that somebody else covers", () => {
    const leaves = new Map([["a", { from: at(8), until: at(10) }]]);

    expect(gaps({ shifts: [lead, shift("a", 0, 24), shift("b", 7, 11)], leaves })).toEqual([]);
  });

  it("are of a product whose line nobody present knows; a fall-back covers it", () => {
    const lines = new Map([
      ["ACK", ["ACK", "ECS"]],
      ["ECS", ["ECS"]],
      ["RDS", ["RDS"]],
    ]);

    expect(gaps({ lines, shifts: [lead, shift("a", 0, 24)] })).toEqual(["engineer RDS 0-24"]);
  });

  it("are told once for products that lack somebody for the same stretch", () => {
    const lines = new Map([
      ["ACK", ["ACK", "ECS"]],
      ["ECS", ["ECS"]],
      ["RDS", ["RDS"]],
    ]);

    expect(gaps({ lines, shifts: [lead, shift("a", 0, 20)] })).toEqual([
      "engineer RDS 0-24",
      "engineer ACK+ECS 20-24",
    ]);
  });

  it("count neither a lead as an engineer nor an engineer as a lead", () => {
    expect(gaps({ shifts: [shift("a", 0, 24, "duty_lead")] })).toEqual(["engineer ECS 0-24"]);
    expect(gaps({ shifts: [shift("a", 0, 24)] })).toEqual(["duty_lead  0-24"]);
  });
});
