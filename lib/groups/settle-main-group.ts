import { planPhase } from "@/lib/accounts/policy";
import type { Tx } from "@/lib/db/prisma";
import { lockGroup } from "@/lib/events/record-event";
import { joinPlanStaff } from "@/lib/groups/internal/join-plan-staff";
import { setArchived } from "@/lib/groups/set-archived";

/**
 * Opens or archives a service main group as its channel and its plan say at `now`, in the caller's transaction: it is open
 * exactly while the channel is not deleted and the plan is active. Who became TAM or deputy meanwhile is in it once it opens.
 * Safe to do twice, and by two at once. Answers whether it opened it.
 */
export async function settleMainGroup(tx: Tx, groupId: string, now: Date): Promise<boolean> {
  await lockGroup(tx, groupId);
  const { archivedAt, accountId, channel, plan } = await tx.group.findUniqueOrThrow({
    where: { id: groupId },
    select: {
      archivedAt: true,
      accountId: true,
      channel: { select: { status: true } },
      plan: { select: { validFrom: true, validTo: true, tamId: true, deputyId: true } },
    },
  });
  const isServed = channel.status !== "deleted" && planPhase(plan, now) === "active";
  if (isServed === (archivedAt === null)) return false;
  await setArchived(tx, groupId, !isServed, now);
  if (isServed) await joinPlanStaff(tx, { id: groupId, accountId }, { ...plan, now });
  return isServed;
}
