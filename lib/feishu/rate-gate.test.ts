import { array, assert, integer, property } from "fast-check";
import { expect, it } from "vitest";
import { RateGate } from "@/lib/feishu/rate-gate";

const send = "im.message.create";

it("never lets more than 50 calls of one API through in any second, however they come", () => {
  assert(
    property(array(integer({ min: 0, max: 400 }), { minLength: 60, maxLength: 300 }), (pauses) => {
      let now = 0;
      const gate = new RateGate(() => now);
      const starts = pauses.map((pause) => {
        now += pause / 20;
        return now + gate.take(send, Number.POSITIVE_INFINITY).wait;
      });
      for (const start of starts) {
        const within = starts.filter((other) => other >= start && other < start + 1_000);
        expect(within.length).toBeLessThanOrEqual(50);
      }
    }),
  );
});

it("lets a few go at once, and another API or app not wait for them", () => {
  const gate = new RateGate(() => 0);
  const waits = Array.from({ length: 12 }, () => gate.take(send, 1_000).wait);
  expect(waits.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 0));
  expect(waits.slice(10)).toEqual([25, 50]);
  expect(gate.take("cardkit.card.create", 1_000)).toEqual({ wait: 0, taken: true });
});

it("holds an API as long as Feishu asked, and takes no place for who will not wait that long", () => {
  let now = 0;
  const gate = new RateGate(() => now);
  gate.pause(send, 5_000);
  gate.pause(send, 1_000);
  expect(gate.take(send, 2_000)).toEqual({ wait: 5_000, taken: false });
  expect(gate.take("tenant.query", 2_000)).toEqual({ wait: 0, taken: true });
  now = 4_000;
  expect(gate.take(send, 2_000)).toEqual({ wait: 1_000, taken: true });
  now = 6_000;
  expect(gate.take(send, 2_000)).toEqual({ wait: 0, taken: true });
});
