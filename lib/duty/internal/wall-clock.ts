import { Temporal } from "temporal-polyfill";

const DAY = 24 * 60 * 60 * 1_000;

/** A stretch of time in milliseconds, without its end: of the epoch, or of a local day. */
export type Span = { start: number; end: number };

/** While it lasts, a zone's wall clock is `offset` milliseconds ahead of UTC. */
type Stretch = Span & { offset: number };

const stretchesByZone = new Map<string, Stretch[]>();

function findStretch(at: number, zone: string): Stretch {
  const instant = (milliseconds: number) =>
    Temporal.Instant.fromEpochMilliseconds(milliseconds).toZonedDateTimeISO(zone);
  return {
    // Asked a millisecond later, so that a change exactly now is one of before.
    start: instant(at + 1).getTimeZoneTransition("previous")?.epochMilliseconds ?? -Infinity,
    end: instant(at).getTimeZoneTransition("next")?.epochMilliseconds ?? Infinity,
    offset: instant(at).offsetNanoseconds / 1_000_000,
  };
}

function stretchAt(at: number, zone: string): Stretch {
  const known = stretchesByZone.get(zone) ?? [];
  const found = known.find(({ start, end }) => start <= at && at < end);
  if (found) return found;
  const stretch = findStretch(at, zone);
  stretchesByZone.set(zone, [...known, stretch]);
  return stretch;
}

type HoursOn = (day: number) => readonly Span[];

/** Between two changes of the offset, local time is plain arithmetic. */
function* spansOf(hoursOn: HoursOn, { start: from, end: until }: Span, offset: number): Generator<Span> {
  for (let day = Math.floor((from + offset) / DAY); day * DAY - offset < until; day += 1)
    for (const hours of hoursOn(day)) {
      const start = Math.max(day * DAY + hours.start - offset, from);
      const end = Math.min(day * DAY + hours.end - offset, until);
      if (start < end) yield { start, end };
    }
}

/**
 * The stretches of `within` during which the wall clock of `zone` shows a time of `hoursOn(day)`, in order. `day` counts local
 * days from 1970-01-01. The clock on the wall decides: an hour that is skipped is never shown, one that is repeated is
 * shown twice.
 */
export function* wallClockSpans(zone: string, hoursOn: HoursOn, within: Span): Generator<Span> {
  for (let from = within.start; from < within.end;) {
    const { end, offset } = stretchAt(from, zone);
    const until = Math.min(end, within.end);
    yield* spansOf(hoursOn, { start: from, end: until }, offset);
    from = until;
  }
}
