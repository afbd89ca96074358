import { z } from "zod";
import type { Db } from "@/lib/db/prisma";
import { serviceCalendarSchema } from "@/lib/duty/service-calendar";
import { log } from "@/lib/log/logger";
import { defaultSlaPolicy, type SlaPolicy, slaTargetsSchema } from "@/lib/tickets/sla-targets";

const storedPolicy = z.object({ calendar: serviceCalendarSchema, targets: slaTargetsSchema });

/**
 * What a plan promises: its own policy, else the default. A stored one that cannot be read any more counts as none and is
 * logged: a ticket must not fail because of it.
 */
export async function slaPolicyOf(db: Db, planId: string): Promise<SlaPolicy> {
  const stored = await db.slaPolicy.findUnique({
    where: { planId },
    select: { calendar: true, targets: true },
  });
  if (!stored) return defaultSlaPolicy;
  const policy = storedPolicy.safeParse(stored);
  if (policy.success) return policy.data;
  const [issue] = policy.error.issues;
  log.warn("sla.policy_unreadable", { planId, reason: issue?.message, field: issue?.path.join(".") });
  return defaultSlaPolicy;
}
