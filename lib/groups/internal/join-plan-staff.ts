import type { Tx } from "@/lib/db/prisma";
import { joinMember } from "@/lib/groups/internal/join-member";

type PlanStaff = { tamId: string | null; deputyId: string | null; now: Date };

/** Makes the plan's TAM and deputy members of a group whose log the caller has locked. */
export async function joinPlanStaff(
  tx: Tx,
  group: { id: string; accountId: string },
  { tamId, deputyId, now }: PlanStaff,
): Promise<void> {
  for (const personId of new Set([tamId, deputyId])) {
    if (personId === null) continue;
    await joinMember(
      tx,
      group,
      { id: personId, side: "service" },
      { role: "member", joinedVia: "plan", mayReturn: true, actorId: null, now },
    );
  }
}
