import type { Actor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Tx } from "@/lib/db/prisma";
import { setPlanStaff } from "@/lib/groups/set-plan-staff";

type Naming = { tamId: string; deputyId: string | null; now: Date };

/** Names who looks after a plan: they become members of its main groups before anybody leaves, and it is audited. */
export async function namePlanStaff(
  tx: Tx,
  actor: Actor,
  plan: { id: string; accountId: string },
  { tamId, deputyId, now }: Naming,
): Promise<void> {
  const before = await tx.supportPlan.findUniqueOrThrow({
    where: { id: plan.id },
    select: { tamId: true, deputyId: true },
  });
  await tx.supportPlan.update({ where: { id: plan.id }, data: { tamId, deputyId } });
  await setPlanStaff(tx, { planId: plan.id, tamId, deputyId, now });
  await recordAudit(tx, actor, {
    action: "plan.staff_set",
    subjectType: "support_plan",
    subjectId: plan.id,
    accountId: plan.accountId,
    details: { tamId, deputyId },
    before,
    now,
  });
}
