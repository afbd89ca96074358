import { describe, expect, it } from "vitest";
import { quietUntil } from "@/lib/notifications/quiet-hours";

const ends = (from: string, to: string, zone: string, now: string): string | null =>
  quietUntil({ from, to, zone }, new Date(now))?.toISOString() ?? null;

type Case = { quiet: [from: string, to: string, zone: string]; now: string; end: string | null };
const inOrder = ([from, to, zone, now, end]: readonly (string | null)[]): Case => ({
  quiet: [from ?? "", to ?? "", zone ?? ""],
  now: now ?? "",
  end: end ?? null,
});

describe("a quiet time", () => {
  it.each(
    [
      ["22:00", "08:00", "Asia/Shanghai", "2026-03-02T13:59:59.999Z", null],
      ["22:00", "08:00", "Asia/Shanghai", "2026-03-02T14:00:00.000Z", "2026-03-03T00:00:00.000Z"],
      ["22:00", "08:00", "Asia/Shanghai", "2026-03-02T23:59:59.999Z", "2026-03-03T00:00:00.000Z"],
      ["22:00", "08:00", "Asia/Shanghai", "2026-03-03T00:00:00.000Z", null],
      ["12:00", "13:30", "Asia/Kolkata", "2026-03-02T06:30:00.000Z", "2026-03-02T08:00:00.000Z"],
      ["12:00", "13:30", "Asia/Kolkata", "2026-03-02T08:00:00.000Z", null],
      ["00:00", "06:00", "America/Los_Angeles", "2026-12-31T09:00:00.000Z", "2026-12-31T14:00:00.000Z"],
    ].map(inOrder),
  )("$quiet at $now ends at $end", ({ quiet, now, end }) => {
    expect(ends(...quiet, now)).toBe(end);
  });

  it("is an hour shorter in the night the clock goes forward, and an hour longer when it goes back", () => {
    expect(ends("22:00", "07:00", "Europe/Berlin", "2026-03-28T21:00:00.000Z")).toBe(
      "2026-03-29T05:00:00.000Z",
    );
    expect(ends("22:00", "07:00", "Europe/Berlin", "2026-10-24T20:00:00.000Z")).toBe(
      "2026-10-25T06:00:00.000Z",
    );
  });

  it("begins after the hour that is skipped, and ends with the second of an hour that comes twice", () => {
    // 02:30 does not exist on 29 March: the clock goes from 02:00 to 03:00 at 01:00Z.
    expect(ends("02:30", "05:00", "Europe/Berlin", "2026-03-29T00:59:00.000Z")).toBeNull();
    expect(ends("02:30", "05:00", "Europe/Berlin", "2026-03-29T01:30:00.000Z")).toBe(
      "2026-03-29T03:00:00.000Z",
    );
    // 02:30 comes twice on 25 October, at 00:30Z and 01:30Z.
    expect(ends("01:00", "02:30", "Europe/Berlin", "2026-10-25T00:45:00.000Z")).toBe(
      "2026-10-25T01:30:00.000Z",
    );
    expect(ends("01:00", "02:30", "Europe/Berlin", "2026-10-25T01:30:00.000Z")).toBeNull();
  });
});
