import type { Actor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { accessStaff } from "@/lib/identity/access";
import type { StaffEmailInput } from "@/lib/identity/contract";
import { endSessionsOf } from "@/lib/identity/end-sessions-of";
import { keepAnOperator } from "@/lib/identity/internal/keep-an-operator";
import { isOwn } from "@/lib/identity/policy";

/**
 * Switches a member of the service team off: they are signed out everywhere at once, open desks included, and sign in no
 * more. What they wrote stays; their open tickets go to somebody else as those of anybody who is gone. Of who is off already it changes nothing.
 *
 * @throws AppError FORBIDDEN `identity.own_account`; CONFLICT `identity.last_operator`; what `accessStaff` does.
 */
export async function disableStaff(
  actor: Actor,
  { email }: StaffEmailInput,
  { now }: At,
): Promise<{ signedOut: number }> {
  return inTransaction(async (tx) => {
    const { personId } = await accessStaff(tx, actor, { email, now });
    if (isOwn(actor, personId)) throw new AppError("FORBIDDEN", "identity.own_account");
    await keepAnOperator(tx, personId);
    const changed = await tx.staffAccount.updateMany({
      where: { personId, disabledAt: null },
      data: { disabledAt: now },
    });
    if (changed.count === 0) return { signedOut: 0 };
    const signedOut = await endSessionsOf(tx, { personId }, { reason: "account_disabled", now });
    await recordAudit(tx, actor, {
      action: "staff.disabled",
      subjectType: "person",
      subjectId: personId,
      accountId: null,
      details: { signedOut },
      now,
    });
    return { signedOut };
  });
}
