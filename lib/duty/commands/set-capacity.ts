import type { Actor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import { accessColleague } from "@/lib/duty/access";
import type { SetCapacityInput } from "@/lib/duty/contract";

/**
 * Says how many open tickets somebody can have at a time.
 *
 * @throws AppError NOT_FOUND `duty.no_such_colleague`; FORBIDDEN `duty.may_not_manage`.
 */
export async function setCapacity(actor: Actor, input: SetCapacityInput, { now }: At): Promise<void> {
  const { capacity } = input;
  await inTransaction(async (tx) => {
    const { personId } = await accessColleague(tx, actor, input.personId, "manage");
    const before = await tx.staffDuty.findUnique({ where: { personId }, select: { capacity: true } });
    await tx.staffDuty.upsert({
      where: { personId },
      create: { personId, capacity },
      update: { capacity },
    });
    await recordAudit(tx, actor, {
      action: "staff.capacity_set",
      subjectType: "person",
      subjectId: personId,
      accountId: null,
      details: { capacity },
      before: before ?? undefined,
      now,
    });
  });
}
