import type { Severity } from "@/lib/tickets/contract";
import {
  type Allowance,
  allowanceOf,
  deadline,
  type Run,
  type Step,
} from "@/lib/tickets/internal/sla-deadline";
import { isOver, type SlaHistory } from "@/lib/tickets/internal/sla-history";
import type { SlaPolicy } from "@/lib/tickets/sla-targets";

/** What the clocks of a ticket are reckoned from. */
export type Reading = { history: SlaHistory; policy: SlaPolicy };

/** The three clocks. */
export type ClockKind = "firstResponse" | "nextUpdate" | "resolution";

/** What the plan allows for this severity. */
export function allowanceFor(
  { policy: { targets } }: Reading,
  severity: Severity,
  kind: ClockKind,
): Allowance {
  return allowanceOf(targets[severity][kind]);
}

/** When a clock runs: while the ticket is worked on; of one that pauses, from now on too, to see what is left. */
export function runsOf({ periods, status, now }: SlaHistory, { pauses }: { pauses: boolean }): Run[] {
  const runs = periods.filter(
    (period) => !isOver(period.status) && !(pauses && period.status === "waiting_for_customer"),
  );
  return pauses && status === "waiting_for_customer" ? [...runs, { start: now, end: Infinity }] : runs;
}

/** `change` of each, for a list that is not empty. */
export function mapAll<T, U>([first, ...later]: readonly [T, ...T[]], change: (one: T) => U): [U, ...U[]] {
  return [change(first), ...later.map(change)];
}

/** The deadlines that these changes set when counted from the creation. */
export function stepsSinceCreation(
  reading: Reading,
  kind: "firstResponse" | "resolution",
  changes: SlaHistory["severities"],
): [Step, ...Step[]] {
  const { history, policy } = reading;
  const runs = runsOf(history, { pauses: kind === "resolution" });
  return mapAll(changes, ({ at, severity, isRaised }) => {
    const allowance = allowanceFor(reading, severity, kind);
    const due = deadline(history.createdAt, allowance, runs, policy.calendar);
    return { at, isRaised, allowance, due };
  });
}
