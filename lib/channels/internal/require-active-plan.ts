import { prisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";

/**
 * The support plan a new channel belongs to: the account's active one that lasts longest.
 *
 * @throws AppError FORBIDDEN `channels.plan_expired`, or `channels.no_active_plan` when there was none before either.
 */
export async function requireActivePlan(accountId: string, now: Date) {
  const plan = await prisma().supportPlan.findFirst({
    where: { accountId, validFrom: { lte: now } },
    orderBy: [{ validTo: "desc" }, { id: "desc" }],
  });
  if (!plan) throw new AppError("FORBIDDEN", "channels.no_active_plan");
  if (plan.validTo <= now) throw new AppError("FORBIDDEN", "channels.plan_expired");
  return plan;
}
