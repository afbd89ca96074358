import { Temporal } from "temporal-polyfill";
import type { ReportInput } from "@/lib/reports/contract";

/** Days are shown one by one up to here, then as weeks. */
const MOST_DAYS = 62;

/** A report's time, and how it is cut. */
export type Period = {
  start: Date;
  /** The first moment that no longer belongs to it. */
  end: Date;
  bucket: "day" | "week";
  /** The first day of each bucket, in order. */
  starts: string[];
  /** The bucket a moment belongs to. */
  bucketOf: (at: Date) => string;
};

type Range = Pick<ReportInput, "from" | "to" | "zone">;

/** The days from `from` to `to` in `zone`: a day is as long as its clock there makes it. Weeks begin on Monday. */
export function periodOf({ from, to, zone }: Range): Period {
  const [first, last] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(to)];
  const midnight = (date: Temporal.PlainDate) =>
    new Date(date.toZonedDateTime({ timeZone: zone }).epochMilliseconds);
  const bucket = first.until(last).days < MOST_DAYS ? "day" : "week";
  const begin = (date: Temporal.PlainDate) =>
    bucket === "day" ? date : date.subtract({ days: date.dayOfWeek - 1 });
  const starts: string[] = [];
  const step = bucket === "day" ? { days: 1 } : { weeks: 1 };
  for (let date = begin(first); Temporal.PlainDate.compare(date, last) <= 0; date = date.add(step))
    starts.push(date.toString());
  const bucketOf = (at: Date): string =>
    begin(
      Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDate(),
    ).toString();
  return { start: midnight(first), end: midnight(last.add({ days: 1 })), bucket, starts, bucketOf };
}
