import {
  type Allowance,
  type Deadline,
  deadline,
  settledDeadline,
  type Step,
} from "@/lib/tickets/internal/sla-deadline";
import type { SeverityChange, SlaHistory } from "@/lib/tickets/internal/sla-history";
import {
  allowanceFor,
  mapAll,
  type Reading,
  runsOf,
  stepsSinceCreation,
} from "@/lib/tickets/internal/sla-reading";

/** The severity in force before `at`, and the changes from then on. */
function severitiesSince(
  { severities: [first, ...later] }: SlaHistory,
  at: number,
): [SeverityChange, ...SeverityChange[]] {
  const inForce = later.findLast((change) => change.at < at) ?? first;
  return [inForce, ...later.filter((change) => change.at >= at)];
}

/** The deadline that a severity sets, counted from when it came or from `begin`, whichever is later. */
function updateStep(reading: Reading, { at, severity, isRaised }: SeverityChange, begin: number): Step {
  const { history, policy } = reading;
  const allowance = allowanceFor(reading, severity, "nextUpdate");
  const runs = runsOf(history, { pauses: true });
  return { at, isRaised, allowance, due: deadline(Math.max(at, begin), allowance, runs, policy.calendar) };
}

/** After a promise line: it holds, unless a severity raised since then asks for more. */
function promisedUpdate(reading: Reading, { at, until }: { at: number; until: number }): Deadline {
  const { history, policy } = reading;
  const [, ...changes] = severitiesSince(history, at);
  const allowance: Allowance = { milliseconds: Math.max(0, until - at), aroundTheClock: true };
  const due = deadline(at, allowance, runsOf(history, { pauses: true }), policy.calendar);
  const steps = changes.map((change) => updateStep(reading, change, at));
  return settledDeadline([{ at, due, allowance, isRaised: false }, ...steps], due);
}

/** After an answer, or after reopening. */
function updateSince(reading: Reading, begin: number): Deadline {
  const changes = severitiesSince(reading.history, begin);
  return settledDeadline(mapAll(changes, (change) => updateStep(reading, change, begin)));
}

/** Before the first answer: as if it had come when it was due. */
function updateAfterFirstResponse(reading: Reading): Deadline {
  const { severities, reopenedAt, createdAt } = reading.history;
  const begin = reopenedAt ?? createdAt;
  const [first, ...later] = stepsSinceCreation(reading, "firstResponse", severities);
  const steps = mapAll(severitiesSince(reading.history, begin), (change) => {
    const response = settledDeadline([first, ...later.slice(0, severities.indexOf(change))]);
    return updateStep(reading, change, Math.max(response.due, begin));
  });
  return settledDeadline(steps);
}

/** When the next update is due. */
export function nextUpdateDeadline(reading: Reading): Deadline {
  const { promise, lastAnswerAt, reopenedAt } = reading.history;
  const begin = Math.max(lastAnswerAt ?? -Infinity, reopenedAt ?? -Infinity);
  if (promise && promise.at >= begin) return promisedUpdate(reading, promise);
  return lastAnswerAt === null ? updateAfterFirstResponse(reading) : updateSince(reading, begin);
}
