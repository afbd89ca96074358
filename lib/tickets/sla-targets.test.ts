import { describe, expect, it } from "vitest";
import { defaultSlaTargets, slaTargetsSchema } from "@/lib/tickets/sla-targets";

describe("targets from outside", () => {
  const target = (value: object) => ({
    ...defaultSlaTargets,
    s1: { ...defaultSlaTargets.s1, resolution: { ...defaultSlaTargets.s1.resolution, ...value } },
  });

  it("are taken as they are", () => {
    expect(slaTargetsSchema.parse(defaultSlaTargets)).toEqual(defaultSlaTargets);
  });

  it.each([
    ["no time at all", target({ minutes: 0 }), "tickets.sla_minutes"],
    ["half a minute", target({ minutes: 0.5 }), "tickets.sla_minutes"],
    ["two years", target({ minutes: 1_051_200 }), "tickets.sla_minutes"],
    ["a time in words", target({ minutes: "4 h" }), "tickets.sla_minutes"],
    ["no word on when it runs", target({ aroundTheClock: undefined }), "tickets.sla_targets_malformed"],
    ["a fifth severity", { ...defaultSlaTargets, s5: defaultSlaTargets.s4 }, "tickets.sla_targets_malformed"],
    ["a severity less", { ...defaultSlaTargets, s4: undefined }, "tickets.sla_targets_malformed"],
  ])("are refused with %s", (_what, targets, reason) => {
    expect(slaTargetsSchema.safeParse(targets).error?.issues[0]?.message).toBe(reason);
  });
});
