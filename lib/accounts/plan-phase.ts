import { durations } from "@/lib/config/durations";

/** What of a plan says whether there is service: it holds from `validFrom` up to, not including, `validTo`. */
export type PlanTerms = { validFrom: Date; validTo: Date };

/** `grace`: nothing new can be begun, but what was begun goes on. `ended`: that is over, too. */
export type PlanPhase = "not_started" | "active" | "grace" | "ended";

/** The instant from which on tickets opened before the end of a plan can no longer be used (edge-cases §1.12). */
export const graceEndsAt = (validTo: Date): Date => new Date(validTo.getTime() + durations.planGrace);

/** A plan that ended at this instant or before has no grace left at `now`: `planPhase` for statements that list. */
export const graceOverBefore = (now: Date): Date => new Date(now.getTime() - durations.planGrace);

/** Where a plan stands at `now`. Pure, so that pages say what the commands do (docs/decisions/0056-grace-after-a-plan.md). */
export function planPhase({ validFrom, validTo }: PlanTerms, now: Date): PlanPhase {
  if (now < validFrom) return "not_started";
  if (now < validTo) return "active";
  return now < graceEndsAt(validTo) ? "grace" : "ended";
}
