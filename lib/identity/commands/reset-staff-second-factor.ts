import type { Actor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import type { StaffEmailInput } from "@/lib/identity/contract";
import { staffPolicy } from "@/lib/identity/policy";
import { resetSecondFactor } from "@/lib/identity/reset-second-factor";

/**
 * Takes the second factor from a member of the service team who lost device and recovery codes. Their sessions end: who
 * has them must sign in again, with the password alone, until a new factor is set up.
 *
 * @throws AppError FORBIDDEN `identity.may_not_administer`; NOT_FOUND `identity.no_such_staff` or `identity.no_second_factor`.
 */
export async function resetStaffSecondFactor(
  actor: Actor,
  { email }: StaffEmailInput,
  { now }: At,
): Promise<void> {
  if (!staffPolicy.administer(actor)) throw new AppError("FORBIDDEN", "identity.may_not_administer");
  await inTransaction(async (tx) => {
    const account = await tx.staffAccount.findUnique({ where: { email } });
    if (!account) throw new AppError("NOT_FOUND", "identity.no_such_staff", { details: { email } });
    const { id: staffAccountId, personId } = account;
    await resetSecondFactor(tx, actor, {
      owner: { staffAccountId },
      sessions: { personId },
      accountId: null,
      now,
    });
  });
}
