import type { LeaveView } from "@/lib/duty/contract";

type Stretch = { startsAt: string; endsAt: string };

/** From one of the reader's midnights up to the next, in milliseconds since 1970. */
export type Day = { start: number; end: number };

/** The days of the reader's calendar from the one that holds `from` on; each as long as it really is. */
export function daysFrom(from: string, count: number): Day[] {
  const midnight = (day: number): number => {
    const date = new Date(from);
    return new Date(date.getFullYear(), date.getMonth(), date.getDate() + day).getTime();
  };
  return Array.from({ length: count }, (_, day) => ({ start: midnight(day), end: midnight(day + 1) }));
}

/** What of these stretches lies in a day, cut at its midnights, in order. */
export function partsIn<S extends Stretch>(day: Day, stretches: readonly S[]): (S & Day)[] {
  return stretches
    .map((stretch) => ({
      ...stretch,
      start: Math.max(day.start, Date.parse(stretch.startsAt)),
      end: Math.min(day.end, Date.parse(stretch.endsAt)),
    }))
    .filter(({ start, end }) => start < end)
    .toSorted((one, other) => one.start - other.start || one.end - other.end);
}

/** How much of a stretch a leave takes; `until` null is until further notice. */
export function awayIn({ start, end }: Day, leave: LeaveView | null): "none" | "part" | "all" {
  if (leave === null) return "none";
  const from = Date.parse(leave.from);
  const until = leave.until === null ? Number.POSITIVE_INFINITY : Date.parse(leave.until);
  if (from >= end || until <= start) return "none";
  return from <= start && until >= end ? "all" : "part";
}
