import type { Actor } from "@/lib/actor/actor";
import { accessServedPlan } from "@/lib/channels/access";
import type { ChangePlanStaffInput } from "@/lib/channels/contract";
import { namePlanStaff } from "@/lib/channels/internal/name-plan-staff";
import { tamCandidates } from "@/lib/channels/internal/tam-candidates";
import type { At } from "@/lib/config/clock";
import type { Tx } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { requireRecentSecondFactor } from "@/lib/identity/require-recent-second-factor";

/**
 * Hands a plan over to another TAM or deputy, at the desk: the new ones become members of its service main groups at
 * once; their predecessors stay until they are removed, so that the customer is never alone (edge-cases §3.3). The same
 * names again change nothing.
 *
 * @throws AppError NOT_FOUND `channels.no_such_plan`; FORBIDDEN `channels.may_not_set_plan_staff`,
 *   `identity.second_factor_needed`; CONFLICT
 *   `channels.not_a_tam` for who cannot lead a customer's group, or is gone.
 */
export async function changePlanStaff(
  actor: Actor,
  { planId, tamId, deputyId }: ChangePlanStaffInput,
  { now }: At,
): Promise<void> {
  await inTransaction(async (tx) => {
    // Of two who hand over at once, the second is judged by what the first left.
    await tx.$queryRaw`SELECT id FROM support_plan WHERE id = ${planId}::uuid FOR NO KEY UPDATE`;
    const plan = await accessServedPlan(tx, actor, planId, "setPlanStaff");
    if (plan.tamId === tamId && plan.deputyId === deputyId) return;
    await requireRecentSecondFactor(tx, actor, now);
    await refuseOthers(
      tx,
      [tamId, deputyId].filter((id) => id !== null && id !== plan.tamId && id !== plan.deputyId),
    );
    await namePlanStaff(tx, actor, plan, { tamId, deputyId, now });
  });
}

/** Who stays may be whoever the command line named; who is new must be able to lead the group. */
async function refuseOthers(tx: Tx, newIds: readonly (string | null)[]): Promise<void> {
  if (newIds.length === 0) return;
  const able = new Set((await tamCandidates(tx)).map(({ personId }) => personId));
  if (newIds.some((id) => id !== null && !able.has(id))) throw new AppError("CONFLICT", "channels.not_a_tam");
}
