import type { PlanStateView, PlanView } from "@/lib/accounts/contract";
import type { Db } from "@/lib/db/prisma";

/**
 * Whether the account has an Enterprise Support Plan at `now`: the active one, else the next to begin, else the last one
 * that ran out. A plan holds from `validFrom` up to, not including, `validTo`.
 */
export async function planStateOf(db: Db, accountId: string, now: Date): Promise<PlanStateView> {
  const plans = await db.supportPlan.findMany({
    where: { accountId },
    orderBy: { validTo: "desc" },
    select: { id: true, tier: true, validFrom: true, validTo: true, tamId: true, deputyId: true },
  });
  const view = (plan: (typeof plans)[number]): PlanView => ({
    ...plan,
    validFrom: plan.validFrom.toISOString(),
    validTo: plan.validTo.toISOString(),
  });
  const active = plans.find(({ validFrom, validTo }) => validFrom <= now && now < validTo);
  if (active) return { state: "active", plan: view(active) };
  const next = plans.findLast(({ validFrom }) => validFrom > now);
  if (next) return { state: "not_started", plan: view(next) };
  const [last] = plans;
  return last ? { state: "expired", plan: view(last) } : { state: "none", plan: null };
}
