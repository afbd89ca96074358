import type { Actor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import type { StaffEmailInput } from "@/lib/identity/contract";
import { staffPolicy } from "@/lib/identity/policy";

/**
 * Lets a member of the service team who was switched off sign in again; of one who is on it changes nothing.
 *
 * @throws AppError FORBIDDEN `identity.may_not_administer`; NOT_FOUND `identity.no_such_staff`.
 */
export async function enableStaff(actor: Actor, { email }: StaffEmailInput, { now }: At): Promise<void> {
  if (!staffPolicy.administer(actor)) throw new AppError("FORBIDDEN", "identity.may_not_administer");
  await inTransaction(async (tx) => {
    const account = await tx.staffAccount.findUnique({ where: { email }, select: { personId: true } });
    if (!account) throw new AppError("NOT_FOUND", "identity.no_such_staff", { details: { email } });
    const { personId } = account;
    const changed = await tx.staffAccount.updateMany({
      where: { personId, disabledAt: { not: null } },
      data: { disabledAt: null },
    });
    if (changed.count === 0) return;
    await recordAudit(tx, actor, {
      action: "staff.enabled",
      subjectType: "person",
      subjectId: personId,
      accountId: null,
      now,
    });
  });
}
