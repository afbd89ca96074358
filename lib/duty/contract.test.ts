import { describe, expect, it } from "vitest";
import {
  isTimeZone,
  planShiftsInput,
  productCode,
  setCapacityInput,
  setLeaveInput,
} from "@/lib/duty/contract";

const personId = "01966f6e-0000-7000-8000-000000000001";
const plan = {
  personId,
  kind: "engineer",
  zone: "Asia/Shanghai",
  start: "09:00",
  end: "18:00",
  from: "2026-11-25",
  repeat: { weekdays: [1, 2, 3, 4, 5], weeks: 4 },
};

const reasonOf = (parsed: ReturnType<typeof planShiftsInput.safeParse>): string | undefined =>
  parsed.error?.issues[0]?.message;

describe("a time zone", () => {
  it.each(["Asia/Shanghai", "UTC", "America/Argentina/Buenos_Aires", "Etc/GMT+8"])("can be %s", (zone) => {
    expect(isTimeZone(zone)).toBe(true);
  });

  it.each(["", "+08:00", "Asia", "Asia/Atlantis", "asia/shanghai", "Asia/Shanghai ", "../etc/passwd"])(
    "is not %j",
    (zone) => {
      expect(isTimeZone(zone)).toBe(false);
    },
  );
});

describe("a plan of shifts", () => {
  it("can be for days of the week, or for one day", () => {
    expect(planShiftsInput.parse(plan)).toEqual(plan);
    const { repeat: _repeat, ...single } = plan;
    expect(planShiftsInput.parse(single)).toEqual(single);
  });

  it.each([
    ["an unknown zone", { zone: "Mars/Olympus" }, "duty.unknown_zone"],
    ["25 o'clock", { start: "25:00" }, "duty.invalid_time"],
    ["seconds", { end: "18:00:30" }, "duty.invalid_time"],
    ["31 February", { from: "2026-02-31" }, "duty.invalid_day"],
    ["an instant for a day", { from: "2026-11-25T00:00:00Z" }, "duty.invalid_day"],
    ["no day of the week", { repeat: { weekdays: [], weeks: 1 } }, "duty.no_weekday"],
    ["no weeks", { repeat: { weekdays: [1], weeks: 0 } }, "duty.invalid_weeks"],
    ["27 weeks", { repeat: { weekdays: [1], weeks: 27 } }, "duty.invalid_weeks"],
    ["half a week", { repeat: { weekdays: [1], weeks: 0.5 } }, "duty.invalid_weeks"],
  ])("is refused with %s", (_what, change, reason) => {
    expect(reasonOf(planShiftsInput.safeParse({ ...plan, ...change }))).toBe(reason);
  });

  it.each([
    ["an eighth day of the week", { repeat: { weekdays: [8], weeks: 1 } }],
    ["a TAM on duty", { kind: "tam" }],
    ["a person without id", { personId: "me" }],
  ])("is refused with %s", (_what, change) => {
    expect(planShiftsInput.safeParse({ ...plan, ...change }).success).toBe(false);
  });
});

it.each([
  ["ECS", true],
  ["sae-2.0", true],
  ["", false],
  ["a b", false],
  ["a_b", false],
  ["-", false],
  ["x".repeat(33), false],
  ["a\u0000b", false],
])("takes %j for a product code: %s", (code, isOne) => {
  expect(productCode.safeParse(code).success).toBe(isOne);
});

it.each([
  [0, true],
  [100, true],
  [-1, false],
  [101, false],
  [1.5, false],
  [Number.NaN, false],
])("takes %d for a capacity: %s", (capacity, isOne) => {
  expect(setCapacityInput.safeParse({ personId, capacity }).success).toBe(isOne);
});

describe("a leave", () => {
  const from = "2026-12-01T09:00:00+08:00";

  it("is from an instant to another, open-ended, or none", () => {
    const { leave } = setLeaveInput.parse({ personId, leave: { from, until: "2026-12-02T01:00:00Z" } });
    expect(leave).toEqual({
      from: new Date("2026-12-01T01:00:00Z"),
      until: new Date("2026-12-02T01:00:00Z"),
    });
    expect(setLeaveInput.parse({ personId, leave: { from, until: null } }).leave?.until).toBeNull();
    expect(setLeaveInput.parse({ personId, leave: null }).leave).toBeNull();
  });

  it.each([
    ["ends when it begins", { from, until: from }],
    ["ends before it begins", { from, until: "2026-11-30T00:00:00Z" }],
    ["has a time without zone", { from: "2026-12-01T09:00:00", until: null }],
    ["says nothing of its end", { from }],
  ])("is refused when it %s", (_what, leave) => {
    expect(setLeaveInput.safeParse({ personId, leave }).success).toBe(false);
  });
});
