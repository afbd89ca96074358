import type { PlanView } from "@/lib/accounts/contract";
import { planStateOf } from "@/lib/accounts/plan-state";
import type { Db } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";

/**
 * The active support plan of an account, to which a new channel belongs (manual, note).
 *
 * @throws AppError FORBIDDEN `channels.plan_expired`, `channels.plan_not_started` or `channels.no_active_plan`.
 */
export async function requireActivePlan(db: Db, accountId: string, now: Date): Promise<PlanView> {
  const { state, plan } = await planStateOf(db, accountId, now);
  if (state === "active") return plan;
  const details =
    plan === null ? {} : { at: Date.parse(state === "expired" ? plan.validTo : plan.validFrom) };
  throw new AppError("FORBIDDEN", state === "none" ? "channels.no_active_plan" : `channels.plan_${state}`, {
    details,
  });
}
