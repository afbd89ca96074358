import type { Actor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import { accessStaff } from "@/lib/identity/access";
import type { StaffEmailInput } from "@/lib/identity/contract";
import { resetSecondFactor } from "@/lib/identity/reset-second-factor";

/**
 * Takes the second factor from a member of the service team who lost device and recovery codes. Their sessions end: who
 * has them must sign in again, with the password alone, until a new factor is set up.
 *
 * @throws AppError NOT_FOUND `identity.no_second_factor`; what `accessStaff` does.
 */
export async function resetStaffSecondFactor(
  actor: Actor,
  { email }: StaffEmailInput,
  { now }: At,
): Promise<void> {
  await inTransaction(async (tx) => {
    const { id: staffAccountId, personId } = await accessStaff(tx, actor, { email, now });
    await resetSecondFactor(tx, actor, {
      owner: { staffAccountId },
      sessions: { personId },
      accountId: null,
      now,
    });
  });
}
