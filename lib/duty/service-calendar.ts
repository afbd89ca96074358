import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { durations } from "@/lib/config/durations";
import { type Span, wallClockSpans } from "@/lib/duty/internal/wall-clock";

const MINUTE = 60 * 1_000;
const DAY = 24 * 60 * MINUTE;

/** The part of a local day from `from` up to, not including, `to`, as the clock on the wall shows it; `24:00` ends the day. */
export type ServiceHours = { readonly from: string; readonly to: string };

/** When the service team works. An exception replaces the weekly hours of its local day: none are a holiday, some a working day. */
export type ServiceCalendar = {
  /** An IANA name. */
  readonly zone: string;
  /** 1 is Monday, 7 is Sunday. */
  readonly weekly: readonly ({ readonly weekday: number } & ServiceHours)[];
  readonly exceptions: readonly { readonly date: string; readonly hours: readonly ServiceHours[] }[];
};

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

function spanOf({ from, to }: ServiceHours): Span {
  return { start: minutesOf(from) * MINUTE, end: minutesOf(to) * MINUTE };
}

function areApart(hours: readonly ServiceHours[]): boolean {
  const spans = hours.map(spanOf).toSorted((one, other) => one.start - other.start);
  return spans.every(({ start }, index) => start >= (spans[index - 1]?.end ?? 0));
}

const weekdays = [1, 2, 3, 4, 5, 6, 7];

function ofWeekday(weekday: number, weekly: ServiceCalendar["weekly"]): readonly ServiceHours[] {
  return weekly.filter((hoursOfWeek) => hoursOfWeek.weekday === weekday);
}

function isZone(name: string): boolean {
  // Temporal reads an offset and a whole date with zone as well.
  if (!/^[A-Za-z][A-Za-z0-9_+/-]*$/.test(name)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

const time = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, "duty.invalid_time");
const hoursShape = { from: time, to: z.union([time, z.literal("24:00")], "duty.invalid_time") };
const isForwards = ({ from, to }: ServiceHours): boolean => minutesOf(from) < minutesOf(to);
const hours = z
  .strictObject(hoursShape, "duty.calendar_malformed")
  .refine(isForwards, "duty.hours_backwards");
const weeklyHours = z
  .strictObject(
    {
      weekday: z.int("duty.invalid_weekday").min(1, "duty.invalid_weekday").max(7, "duty.invalid_weekday"),
      ...hoursShape,
    },
    "duty.calendar_malformed",
  )
  .refine(isForwards, "duty.hours_backwards");
const exception = z.strictObject(
  {
    date: z.iso.date("duty.no_such_date"),
    hours: z
      .array(hours, "duty.calendar_malformed")
      .max(12, "duty.calendar_too_long")
      .refine(areApart, "duty.hours_overlap"),
  },
  "duty.calendar_malformed",
);

/** A service calendar from outside; its refusals are texts of `errors.duty`. */
export const serviceCalendarSchema = z.strictObject(
  {
    zone: z.string("duty.unknown_zone").max(64, "duty.unknown_zone").refine(isZone, "duty.unknown_zone"),
    weekly: z
      .array(weeklyHours, "duty.calendar_malformed")
      .min(1, "duty.calendar_never_opens")
      .max(7 * 12, "duty.calendar_too_long")
      .refine(
        (all) => [...Map.groupBy(all, ({ weekday }) => weekday).values()].every(areApart),
        "duty.hours_overlap",
      ),
    exceptions: z
      .array(exception, "duty.calendar_malformed")
      .max(500, "duty.calendar_too_long")
      .refine((all) => new Set(all.map(({ date }) => date)).size === all.length, "duty.exception_twice"),
  },
  "duty.calendar_malformed",
);

type HoursOn = (day: number) => readonly Span[];

const ordered = (all: readonly ServiceHours[]): Span[] =>
  all.map(spanOf).toSorted((one, other) => one.start - other.start);

function readHours({ weekly, exceptions }: ServiceCalendar): HoursOn {
  const byWeekday = weekdays.map((weekday) => ordered(ofWeekday(weekday, weekly)));
  const byDay = new Map(exceptions.map(({ date, hours: all }) => [Date.parse(date) / DAY, ordered(all)]));
  // 1970-01-01 was a Thursday.
  return (day) => byDay.get(day) ?? byWeekday[(((day + 3) % 7) + 7) % 7] ?? [];
}

const readCalendars = new WeakMap<ServiceCalendar, HoursOn>();

function openings(calendar: ServiceCalendar, start: number, end: number): Generator<Span> {
  const hoursOn = readCalendars.get(calendar) ?? readHours(calendar);
  readCalendars.set(calendar, hoursOn);
  return wallClockSpans(calendar.zone, hoursOn, { start, end });
}

/** Whether the clock on the wall of the calendar's zone shows a time of service at `at`. */
export function isServiceTime(at: Date, calendar: ServiceCalendar): boolean {
  return openings(calendar, at.getTime(), at.getTime() + 1).next().done === false;
}

/** The first instant of service time from `at` on (`at` itself during service); null if there is none within three years. */
export function nextServiceStart(at: Date, calendar: ServiceCalendar): Date | null {
  const from = at.getTime();
  for (const { start } of openings(calendar, from, from + durations.serviceHorizon)) return new Date(start);
  return null;
}

/**
 * The first instant by which `milliseconds` of service time have passed since `from`: the end of a day's hours rather than
 * the beginning of the next, and `from` itself for 0. Null if three years are not enough.
 */
export function addServiceTime(from: Date, milliseconds: number, calendar: ServiceCalendar): Date | null {
  if (milliseconds <= 0) return from;
  let left = milliseconds;
  for (const { start, end } of openings(
    calendar,
    from.getTime(),
    from.getTime() + durations.serviceHorizon,
  )) {
    if (left <= end - start) return new Date(start + left);
    left -= end - start;
  }
  return null;
}

/** How many milliseconds of service time lie between two instants; 0 if `to` is not after `from`. */
export function serviceTimeBetween(from: Date, to: Date, calendar: ServiceCalendar): number {
  let total = 0;
  for (const { start, end } of openings(calendar, from.getTime(), to.getTime())) total += end - start;
  return total;
}
