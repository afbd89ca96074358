/** From `start` up to, not including, `end`; milliseconds since 1970. */
export type Interval = { start: number; end: number };

/** A leave as it is stored; `until` null is until further notice. */
export type Leave = { from: Date; until: Date | null };

/** What is left of a shift when its person is on leave: up to two pieces. */
export function presence(shift: { startsAt: Date; endsAt: Date }, leave: Leave | undefined): Interval[] {
  const [start, end] = [shift.startsAt.getTime(), shift.endsAt.getTime()];
  if (leave === undefined) return [{ start, end }];
  const away = { start: leave.from.getTime(), end: leave.until?.getTime() ?? Number.POSITIVE_INFINITY };
  return [
    { start, end: Math.min(end, away.start) },
    { start: Math.max(start, away.end), end },
  ].filter((piece) => piece.start < piece.end);
}

/** What of `whole` none of the intervals covers, in order. */
export function uncovered(whole: Interval, intervals: readonly Interval[]): Interval[] {
  const gaps: Interval[] = [];
  let covered = whole.start;
  for (const { start, end } of intervals.toSorted((one, other) => one.start - other.start)) {
    if (start > covered && covered < whole.end)
      gaps.push({ start: covered, end: Math.min(start, whole.end) });
    covered = Math.max(covered, end);
  }
  if (covered < whole.end) gaps.push({ start: covered, end: whole.end });
  return gaps;
}
