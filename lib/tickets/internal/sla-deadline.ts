import { addServiceTime, type ServiceCalendar, serviceTimeBetween } from "@/lib/duty/service-calendar";
import type { SlaTarget } from "@/lib/tickets/sla-targets";

const MINUTE = 60 * 1_000;

/** A stretch in which a clock runs, in milliseconds; the last one may have no end. */
export type Run = { start: number; end: number };

/** How much time of its kind may pass. */
export type Allowance = { milliseconds: number; aroundTheClock: boolean };

/** What a target allows. */
export function allowanceOf({ minutes, aroundTheClock }: SlaTarget): Allowance {
  return { milliseconds: minutes * MINUTE, aroundTheClock };
}

/** Time between two instants as this allowance counts it. */
export function elapsed(
  { start, end }: Run,
  { aroundTheClock }: Allowance,
  calendar: ServiceCalendar,
): number {
  return aroundTheClock ? end - start : serviceTimeBetween(new Date(start), new Date(end), calendar);
}

function reached(start: number, milliseconds: number, aroundTheClock: boolean, calendar: ServiceCalendar) {
  if (aroundTheClock) return start + milliseconds;
  return addServiceTime(new Date(start), milliseconds, calendar)?.getTime() ?? Infinity;
}

/** When the allowance is used up, counted from `from` during `runs`; Infinity if it never is. */
export function deadline(
  from: number,
  { milliseconds, aroundTheClock }: Allowance,
  runs: readonly Run[],
  calendar: ServiceCalendar,
): number {
  if (milliseconds <= 0) return from;
  let left = milliseconds;
  for (const { start, end } of runs) {
    const begin = Math.max(start, from);
    if (begin >= end) continue;
    const due = reached(begin, left, aroundTheClock, calendar);
    if (due <= end) return due;
    left -= elapsed({ start: begin, end }, { milliseconds, aroundTheClock }, calendar);
  }
  return Infinity;
}

/** A deadline as a change at `at` would set it. */
export type Step = { at: number; due: number; allowance: Allowance; isRaised: boolean };

/** A deadline, and the allowance that set it. */
export type Deadline = { due: number; allowance: Allowance };

/**
 * The deadline after all of `steps`. A raised severity never makes it later, a lowered one never earlier, and one that passed
 * before a change stays (docs/decisions/0050-sla-clock.md). Nothing makes it later than `latest`.
 */
export function settledDeadline(steps: readonly [Step, ...Step[]], latest = Infinity): Deadline {
  const [first, ...later] = steps;
  let due = Math.min(first.due, latest);
  for (const step of later) {
    if (due <= step.at) break;
    due = Math.min(latest, step.isRaised ? Math.min(due, step.due) : Math.max(due, step.due));
  }
  return { due, allowance: (later.findLast((step) => step.due === due) ?? first).allowance };
}
