import { describe, expect, it } from "vitest";
import { GatewayLimits } from "@/lib/realtime/limits";

const NOW = 1_000_000;

describe("how fast one person asks", () => {
  it("counts connecting as a request, whether or not the connections were closed", () => {
    const limits = new GatewayLimits();
    let taken = 0;
    for (let leave = limits.takeSocket("ann", "::1", NOW); leave !== null && taken < 1_000; taken += 1) {
      leave();
      leave = limits.takeSocket("ann", "::1", NOW);
    }

    expect(taken).toBe(200);
    expect(limits.mayAsk("ann", 0, NOW)).toBe(false);
    expect(limits.mayAsk("ben", 0, NOW)).toBe(true);
  });

  it("is as fast as at first only after the time that takes, also while others ask", () => {
    const limits = new GatewayLimits();
    const burst = (now: number) => {
      let taken = 0;
      while (taken < 1_000 && limits.mayAsk("ann", 0, now)) taken += 1;
      return taken;
    };

    expect(burst(NOW)).toBe(200);
    limits.mayAsk("ben", 0, NOW + 1_000);
    expect(burst(NOW + 1_000)).toBe(50);
    limits.mayAsk("ben", 0, NOW + 4_500);
    expect(burst(NOW + 4_500)).toBe(175);
    expect(burst(NOW + 8_500)).toBe(200);
  });
});
