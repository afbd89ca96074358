import { durations } from "@/lib/config/durations";
import type { ClockState } from "@/lib/tickets/contract";
import { type Deadline, elapsed, settledDeadline } from "@/lib/tickets/internal/sla-deadline";
import { isOver, type SlaFacts, slaHistoryOf } from "@/lib/tickets/internal/sla-history";
import { nextUpdateDeadline } from "@/lib/tickets/internal/sla-next-update";
import { type ClockKind, type Reading, stepsSinceCreation } from "@/lib/tickets/internal/sla-reading";
import type { SlaPolicy } from "@/lib/tickets/sla-targets";

export type { SlaFacts };

/** How a promise stands. */
export type SlaClock = {
  state: ClockState;
  /** When it is broken, or was; null while it is met or paused, and when the calendar does not open in three years. */
  dueAt: Date | null;
  /** What is left, counted as the target that set `dueAt` counts: service time, or every hour. 0 once breached, null when met. */
  remainingSeconds: number | null;
};

/** The three promises of a ticket. */
export type SlaClocks = Record<ClockKind, SlaClock>;

type Reckoning = Deadline & {
  /** When it was kept; null while it has not been. */
  metAt: number | null;
  isPaused: boolean;
  dueSoon: number;
};

function firstResponse(reading: Reading): Reckoning {
  const { severities, firstAnswerAt } = reading.history;
  const [first, ...later] = severities;
  const before = later.filter(({ at }) => at < (firstAnswerAt ?? Infinity));
  return {
    ...settledDeadline(stepsSinceCreation(reading, "firstResponse", [first, ...before])),
    metAt: firstAnswerAt,
    // Nobody has said anything to the customer for whom it would wait.
    isPaused: false,
    dueSoon: durations.answerDueSoon,
  };
}

function nextUpdate(reading: Reading): Reckoning {
  const isPaused = reading.history.status === "waiting_for_customer";
  return { ...nextUpdateDeadline(reading), metAt: null, isPaused, dueSoon: durations.answerDueSoon };
}

function resolution(reading: Reading): Reckoning {
  const { severities, status } = reading.history;
  return {
    ...settledDeadline(stepsSinceCreation(reading, "resolution", severities)),
    metAt: null,
    isPaused: status === "waiting_for_customer",
    dueSoon: durations.resolutionDueSoon,
  };
}

function clockOf({ history: { now, status }, policy }: Reading, reckoning: Reckoning): SlaClock {
  const { due, allowance, metAt, isPaused, dueSoon } = reckoning;
  if (due <= (metAt ?? now)) return { state: "breached", dueAt: new Date(due), remainingSeconds: 0 };
  if (metAt !== null || isOver(status)) return { state: "met", dueAt: null, remainingSeconds: null };
  if (due === Infinity)
    return { state: isPaused ? "paused" : "pending", dueAt: null, remainingSeconds: null };
  const left = elapsed({ start: now, end: due }, allowance, policy.calendar);
  const remainingSeconds = Math.ceil(left / 1_000);
  if (isPaused) return { state: "paused", dueAt: null, remainingSeconds };
  const isSoon = left < Math.min(allowance.milliseconds / 4, dueSoon);
  return { state: isSoon ? "due_soon" : "pending", dueAt: new Date(due), remainingSeconds };
}

/**
 * How the three promises of a ticket stand at `now`. Everything is computed from what happened, so the same facts give the
 * same answer wherever they are asked; the rules are docs/decisions/0050-sla-clock.md.
 */
export function slaClocks(facts: SlaFacts, policy: SlaPolicy, now: Date): SlaClocks {
  const reading = { history: slaHistoryOf(facts, now), policy };
  return {
    firstResponse: clockOf(reading, firstResponse(reading)),
    nextUpdate: clockOf(reading, nextUpdate(reading)),
    resolution: clockOf(reading, resolution(reading)),
  };
}

/** The soonest time at which a promise will be broken if nothing happens; null if none can be. */
export function slaNextDue(clocks: SlaClocks): Date | null {
  const dues = [clocks.firstResponse, clocks.nextUpdate, clocks.resolution].flatMap(({ state, dueAt }) =>
    dueAt !== null && (state === "pending" || state === "due_soon") ? [dueAt.getTime()] : [],
  );
  return dues.length > 0 ? new Date(Math.min(...dues)) : null;
}
