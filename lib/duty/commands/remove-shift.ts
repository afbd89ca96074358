import type { Actor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import { accessShift } from "@/lib/duty/access";
import type { ShiftIdInput } from "@/lib/duty/contract";
import { AppError } from "@/lib/errors/app-error";

/**
 * Takes a shift out of the plan, also one that has begun. One that is over stays: who was on duty is a fact.
 *
 * @throws AppError NOT_FOUND `duty.no_such_shift`, also when somebody else removed it; FORBIDDEN `duty.may_not_manage`;
 *   CONFLICT `duty.shift_is_over`.
 */
export async function removeShift(actor: Actor, input: ShiftIdInput, { now }: At): Promise<void> {
  await inTransaction(async (tx) => {
    const shift = await accessShift(tx, actor, input.shiftId);
    if (shift.endsAt <= now) throw new AppError("CONFLICT", "duty.shift_is_over");
    const removed = await tx.shift.deleteMany({ where: { id: shift.id } });
    if (removed.count === 0) throw new AppError("NOT_FOUND", "duty.no_such_shift");
    await recordAudit(tx, actor, {
      action: "shift.removed",
      subjectType: "shift",
      subjectId: shift.id,
      accountId: null,
      details: {
        personId: shift.personId,
        kind: shift.kind,
        startsAt: shift.startsAt.toISOString(),
        endsAt: shift.endsAt.toISOString(),
      },
      now,
    });
  });
}
