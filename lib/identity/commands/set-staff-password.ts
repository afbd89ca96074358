import type { Actor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import { accessStaff } from "@/lib/identity/access";
import type { SetStaffPasswordInput } from "@/lib/identity/contract";
import { endSessionsOf } from "@/lib/identity/end-sessions-of";
import { hashPassword } from "@/lib/identity/passwords";

/**
 * Gives a member of the service team another password, in place of one that is lost or known to others: they are signed out
 * everywhere at once. A second factor stays.
 *
 * @throws what `accessStaff` does.
 */
export async function setStaffPassword(
  actor: Actor,
  { email, password }: SetStaffPasswordInput,
  { now }: At,
): Promise<{ signedOut: number }> {
  const passwordHash = await hashPassword(password);
  return inTransaction(async (tx) => {
    const { personId } = await accessStaff(tx, actor, { email, now });
    await tx.staffAccount.update({ where: { personId }, data: { passwordHash } });
    const signedOut = await endSessionsOf(tx, { personId }, { reason: "password_set", now });
    await recordAudit(tx, actor, {
      action: "staff.password_set",
      subjectType: "person",
      subjectId: personId,
      accountId: null,
      details: { signedOut },
      now,
    });
    return { signedOut };
  });
}
