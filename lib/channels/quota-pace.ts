import type { QuotaStage } from "@/lib/channels/contract";
import { durations } from "@/lib/config/durations";

/** How freely cards go out, from the calls used and the time of the month. */
export type QuotaPace = {
  stage: QuotaStage;
  /** At most one card per person in this time, in milliseconds; of no meaning when none goes out. */
  cardWindow: number;
};

/** A month as the quota counts it. */
export type QuotaMonth = { startsAt: Date; endsAt: Date };

/** So much of the quota is kept for the cards of an Emergency. */
const RESERVED = 0.05;
/** So much of what is left of the month may be used ahead of the calendar: a bad first day is no reason to be slow. */
const AHEAD = 0.1;
const SLOWEST_FROM = 1.1;
/** From here on the account's administrators are warned (docs/feishu.md, "Monthly quota"). */
const WARNED_AT = 0.8;

/** The calls of a month that cards of mentions may use; what is left of `limit` belongs to Emergency. */
export function quotaBudget(limit: number): number {
  return Math.floor(limit * (1 - RESERVED));
}

/**
 * The pace of a tenant with `counted` calls of `limit` used at `now`: the manual's one card in 10 minutes while the month's
 * calls are used no faster than its days, then one in 30 and in 60 minutes, then none but those of an Emergency.
 */
export function quotaPace(
  { counted, limit }: { counted: number; limit: number },
  month: QuotaMonth,
  now: Date,
): QuotaPace {
  const budget = quotaBudget(limit);
  if (counted >= budget) return { stage: "in_app_only", cardWindow: durations.cardWindowSlowest };
  const elapsed = elapsedShare(month, now);
  const used = counted / (budget * (elapsed + AHEAD * (1 - elapsed)));
  if (used <= 1) return { stage: "free", cardWindow: durations.cardWindow };
  return used <= SLOWEST_FROM
    ? { stage: "slower", cardWindow: durations.cardWindowSlower }
    : { stage: "slowest", cardWindow: durations.cardWindowSlowest };
}

/** How many calls the month comes to if it goes on as so far; unknown (null) in its first day. */
export function quotaForecast(counted: number, month: QuotaMonth, now: Date): number | null {
  const elapsed = now.getTime() - month.startsAt.getTime();
  if (elapsed < durations.quotaForecastAfter) return null;
  return Math.round(counted / elapsedShare(month, now));
}

/** Whether so many calls, used or to be expected, are worth a warning. */
export function isQuotaShort(counted: number, forecast: number | null, limit: number): boolean {
  return isQuotaWarned(counted, limit) || (forecast ?? 0) > limit;
}

/** Whether so many calls used are to be told to who looks after the customer. */
export const isQuotaWarned = (counted: number, limit: number): boolean => counted >= limit * WARNED_AT;

function elapsedShare({ startsAt, endsAt }: QuotaMonth, now: Date): number {
  const elapsed = now.getTime() - startsAt.getTime();
  return Math.min(1, Math.max(0, elapsed / (endsAt.getTime() - startsAt.getTime())));
}
