import type { Tx } from "@/lib/db/prisma";
import { lockGroup } from "@/lib/events/record-event";
import { joinPlanStaff } from "@/lib/groups/internal/join-plan-staff";

type PlanStaff = { planId: string; tamId: string | null; deputyId: string | null; now: Date };

/**
 * After a plan was given another TAM or deputy: they become members of the plan's groups. Their predecessors stay until
 * they are removed, so that nobody is left alone during a handover.
 */
export async function setPlanStaff(tx: Tx, staff: PlanStaff): Promise<void> {
  const groups = await tx.group.findMany({
    where: { planId: staff.planId, kind: "main", archivedAt: null },
    select: { id: true, accountId: true },
    orderBy: { id: "asc" }, // the order in which everybody locks
  });
  for (const group of groups) {
    await lockGroup(tx, group.id);
    await joinPlanStaff(tx, group, staff);
  }
}
