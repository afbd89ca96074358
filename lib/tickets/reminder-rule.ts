import { durations } from "@/lib/config/durations";
import { addServiceTime, isServiceTime, nextServiceStart } from "@/lib/duty/service-calendar";
import type { ReminderState, Severity, TicketStatus } from "@/lib/tickets/contract";
import type { SlaPolicy } from "@/lib/tickets/sla-targets";

/** What the rule of reminders needs to know of a ticket. */
export type ReminderFacts = {
  status: TicketStatus;
  severity: Severity;
  hasAssignee: boolean;
  /** Its creation, or its last reopening. */
  openedAt: Date;
  /** The service side's last answer to the customer. */
  lastAnsweredAt: Date | null;
  /** When somebody was last told because of a press. */
  lastToldAt: Date | null;
  /** The reminder nobody has answered yet: `kept` until somebody can be told, or `running` up its ladder. */
  open: "kept" | "running" | null;
};

/** What a press does, with the times the reader is told. */
export type ReminderRuling = { state: ReminderState; nextPressAt: Date | null; opensAt: Date | null };

const MINUTE = 60_000;
/** The rung above which there is none: 0 assignee, 1 duty lead, 2 TAM, 3 manager. */
export const TOP_RUNG = 3;
const toRung = [0, durations.reminderToLead, durations.reminderToTam, durations.reminderToManager] as const;

/** `at`, or the next opening of the service if tickets of this severity are only worked on in service hours. */
export function withinService(at: Date, severity: Severity, { calendar, targets }: SlaPolicy): Date {
  if (targets[severity].firstResponse.aroundTheClock || isServiceTime(at, calendar)) return at;
  return nextServiceStart(at, calendar) ?? at;
}

/** When the rung after `rung` is due, if that one was told at `at` and nobody answers; null at the top. */
export function nextRungAt(rung: number, at: Date, severity: Severity, policy: SlaPolicy): Date | null {
  const wait = rung >= TOP_RUNG ? undefined : toRung[rung + 1];
  return wait === undefined ? null : withinService(new Date(at.getTime() + wait), severity, policy);
}

function firstTimeAfter(since: Date, severity: Severity, { calendar, targets }: SlaPolicy): number {
  const { minutes, aroundTheClock } = targets[severity].firstResponse;
  const half = (minutes * MINUTE) / 2;
  const halfAt = aroundTheClock
    ? since.getTime() + half
    : (addServiceTime(since, half, calendar)?.getTime() ?? Infinity);
  return Math.min(since.getTime() + durations.reminderPatience, halfAt);
}

/**
 * The first time at which somebody can be told: 15 minutes after the ticket was opened or answered last, or half of its
 * first-response target if that is sooner, and 30 minutes after somebody was told before (edge-cases §5.1).
 */
export function earliestTelling(facts: ReminderFacts, policy: SlaPolicy): Date {
  const { openedAt, lastAnsweredAt, lastToldAt, severity } = facts;
  const since = new Date(Math.max(openedAt.getTime(), lastAnsweredAt?.getTime() ?? 0));
  const again = lastToldAt === null ? 0 : lastToldAt.getTime() + durations.reminderInterval;
  return new Date(Math.max(firstTimeAfter(since, severity, policy), again));
}

const timeless = (state: ReminderState): ReminderRuling => ({ state, nextPressAt: null, opensAt: null });

/** What a press at `now` does (edge-cases §5.1–5.4, §5.7). */
export function reminderRuling(facts: ReminderFacts, policy: SlaPolicy, now: Date): ReminderRuling {
  const { status, severity, open, lastToldAt, hasAssignee } = facts;
  if (status === "closed" || status === "resolved" || status === "waiting_for_customer")
    return timeless(status);
  const opens = withinService(now, severity, policy);
  const opensAt = opens > now ? opens : null;
  if (open === "kept") return { state: "kept", nextPressAt: null, opensAt };
  if (open === "running") {
    const again = (lastToldAt?.getTime() ?? now.getTime()) + durations.reminderInterval;
    const nextPressAt = withinService(new Date(Math.max(again, now.getTime())), severity, policy);
    return { state: "running", nextPressAt, opensAt };
  }
  if (opensAt !== null) return { state: "outside_hours", nextPressAt: null, opensAt };
  const earliest = earliestTelling(facts, policy);
  if (now < earliest) return { state: "too_early", nextPressAt: earliest, opensAt: null };
  return timeless(hasAssignee ? "ready" : "unassigned");
}

/** When a press outside service hours is told: once the service opens, and not too early by then. */
export function keptUntil(facts: ReminderFacts, policy: SlaPolicy, now: Date): Date {
  const { severity } = facts;
  const opens = withinService(now, severity, policy);
  const earliest = earliestTelling(facts, policy);
  return withinService(earliest > opens ? earliest : opens, severity, policy);
}

/** Whether a press has waited for a connection. */
export function hasWaited(pressedAt: Date, now: Date): boolean {
  return now.getTime() - pressedAt.getTime() > durations.reminderReplay;
}

/** Whether what a press that waited complained of is over: answered, opened anew, or told by another's press since (edge-cases §5.8). */
export function isOutdated(facts: ReminderFacts, pressedAt: Date): boolean {
  const { openedAt, lastAnsweredAt, lastToldAt, open } = facts;
  const since = [openedAt, lastAnsweredAt, open === null ? lastToldAt : null];
  return since.some((at) => at !== null && at > pressedAt);
}
