import { describe, expect, it } from "vitest";
import { durations } from "@/lib/config/durations";
import { begunAtOf, stampOf } from "@/lib/invitations/internal/stamp";

const now = new Date("2026-11-28T00:00:00Z");
const later = (milliseconds: number) => new Date(now.getTime() + milliseconds);
const flipped = (text: string, at: number) =>
  `${text.slice(0, at)}${text[at] === "A" ? "B" : "A"}${text.slice(at + 1)}`;

describe("a stamp", () => {
  it("tells when the flow began, for ten minutes", () => {
    const stamp = stampOf("hash", now);
    expect(begunAtOf(stamp, "hash", now)).toEqual(now);
    expect(begunAtOf(stamp, "hash", later(durations.invitationGrace))).toEqual(now);
    expect(begunAtOf(stamp, "hash", later(durations.invitationGrace + 1))).toBeNull();
  });

  it("is nothing for another link, and nothing before it was made", () => {
    expect(begunAtOf(stampOf("other", now), "hash", now)).toBeNull();
    expect(begunAtOf(stampOf("hash", later(1)), "hash", now)).toBeNull();
  });

  it("cannot be forged: neither its time nor its signature can be changed", () => {
    const stamp = stampOf("hash", now);
    const [instant = "", signature = ""] = stamp.split(".");
    const forged = [
      `${(now.getTime() - 1).toString(36)}.${signature}`,
      `${instant}.${flipped(signature, 0)}`,
      `${instant}.`,
      instant,
      "",
      `${instant}.${signature}=`,
      `${instant}.${signature}.`,
      `-1.${signature}`,
      `${"z".repeat(12)}.${signature}`,
    ];
    expect(forged.map((one) => begunAtOf(one, "hash", now))).toEqual(forged.map(() => null));
  });
});
