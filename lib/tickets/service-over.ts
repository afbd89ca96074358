import { graceEndsAt, planPhase } from "@/lib/accounts/policy";
import type { Db } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";
import { hasOpenIncident } from "@/lib/tickets/internal/has-open-incident";

type PlannedTicket = { id: string; planId: string };

/**
 * Since when a ticket can no longer be used because its plan ended and the grace after it is over at `now`; null while it
 * can. An emergency that is running is never cut off (docs/decisions/0056-grace-after-a-plan.md).
 */
export async function serviceOverSince(db: Db, ticket: PlannedTicket, now: Date): Promise<Date | null> {
  const plan = await db.supportPlan.findUniqueOrThrow({
    where: { id: ticket.planId },
    select: { validFrom: true, validTo: true },
  });
  if (planPhase(plan, now) !== "ended" || (await hasOpenIncident(db, ticket.id))) return null;
  return graceEndsAt(plan.validTo);
}

/**
 * Refuses what uses a ticket whose plan ended and whose grace is over.
 *
 * @throws AppError FORBIDDEN `tickets.service_over` with the time it ended at.
 */
export async function requireService(db: Db, ticket: PlannedTicket, now: Date): Promise<void> {
  const since = await serviceOverSince(db, ticket, now);
  if (since) throw new AppError("FORBIDDEN", "tickets.service_over", { details: { at: since.getTime() } });
}
