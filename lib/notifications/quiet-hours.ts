import { Temporal } from "temporal-polyfill";
import type { QuietHours } from "@/lib/notifications/contract";

/**
 * When the quiet time that `now` lies in ends; null outside of it. Times are those of the clock on the wall: one that a
 * change of the clock skips counts as the moment after, and of one that comes twice quiet begins with the first and ends with
 * the second.
 */
export function quietUntil({ from, to, zone }: QuietHours, now: Date): Date | null {
  const instant = Temporal.Instant.fromEpochMilliseconds(now.getTime());
  const today = instant.toZonedDateTimeISO(zone).toPlainDate();
  const isOvernight = to < from;
  for (const day of [today.subtract({ days: 1 }), today]) {
    const start = day.toPlainDateTime(Temporal.PlainTime.from(from)).toZonedDateTime(zone);
    const lastDay = isOvernight ? day.add({ days: 1 }) : day;
    const end = lastDay
      .toPlainDateTime(Temporal.PlainTime.from(to))
      .toZonedDateTime(zone, { disambiguation: "later" });
    const isWithin =
      start.epochMilliseconds <= instant.epochMilliseconds &&
      instant.epochMilliseconds < end.epochMilliseconds;
    if (isWithin) return new Date(end.epochMilliseconds);
  }
  return null;
}
