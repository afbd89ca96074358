import { Temporal } from "temporal-polyfill";
import type { PlanShiftsInput } from "@/lib/duty/contract";

type Plan = Pick<PlanShiftsInput, "zone" | "start" | "end" | "from" | "repeat">;

const DAYS_OF_WEEK = 7;

/**
 * The shifts of a plan as instants. Where clocks change, a time that does not exist is the one as much later, and of one
 * that comes twice the first holds: a handover stays one instant. A shift that lies in the skipped hour alone is none.
 */
export function shiftTimes({ zone, start, end, from, repeat }: Plan): { startsAt: Date; endsAt: Date }[] {
  const first = Temporal.PlainDate.from(from);
  const days = Array.from({ length: (repeat?.weeks ?? 0) * DAYS_OF_WEEK }, (_, add) =>
    first.add({ days: add }),
  );
  const chosen = repeat
    ? days.filter(({ dayOfWeek }) => repeat.weekdays.some((day) => day === dayOfWeek))
    : [first];
  const instant = (day: Temporal.PlainDate, time: string): Date =>
    new Date(
      day.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds,
    );
  return chosen
    .map((day) => ({
      startsAt: instant(day, start),
      endsAt: instant(end > start ? day : day.add({ days: 1 }), end),
    }))
    .filter(({ startsAt, endsAt }) => startsAt < endsAt);
}
