import { describe, expect, it } from "vitest";
import { mayAttemptAgain } from "@/lib/channels/browser/attempt-guard";

function aStorage() {
  const values = new Map<string, string>();
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
  };
}

const second = 1_000;

describe("automatic sign-ins of one tab", () => {
  it("stop after three in a minute, so that a browser without cookies does not go round for ever", () => {
    const storage = aStorage();
    const attempts = [0, 1, 2, 3].map((at) => mayAttemptAgain(storage, "cli_a", at * second));
    expect(attempts).toEqual([true, true, true, false]);
  });

  it("start anew after the person has asked for it", () => {
    const storage = aStorage();
    for (const at of [0, 1, 2, 3]) mayAttemptAgain(storage, "cli_a", at * second);
    expect(mayAttemptAgain(storage, "cli_a", 4 * second)).toBe(true);
  });

  it("are forgotten after a minute", () => {
    const storage = aStorage();
    for (const at of [0, 1, 2]) mayAttemptAgain(storage, "cli_a", at * second);
    expect(mayAttemptAgain(storage, "cli_a", 63 * second)).toBe(true);
  });

  it("are counted for each channel", () => {
    const storage = aStorage();
    for (const at of [0, 1, 2]) mayAttemptAgain(storage, "cli_a", at * second);
    expect(mayAttemptAgain(storage, "cli_b", 3 * second)).toBe(true);
  });
});
