import type { ResetPrincipalInput } from "@/lib/accounts/contract";
import { findPrincipal } from "@/lib/accounts/internal/find-principal";
import type { Actor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import { resetSecondFactor } from "@/lib/identity/reset-second-factor";

/**
 * Takes the second factor from a principal (without `user`: the primary account) who lost device and recovery codes.
 * Their sessions end; they sign in again with the password alone, until a new factor is set up.
 *
 * @throws AppError FORBIDDEN or NOT_FOUND as `accessAccount`; NOT_FOUND `accounts.no_such_ram_user` or `identity.no_second_factor`.
 */
export async function resetPrincipalSecondFactor(
  actor: Actor,
  input: ResetPrincipalInput,
  { now }: At,
): Promise<void> {
  await inTransaction(async (tx) => {
    const { accountId, principalId } = await findPrincipal(tx, actor, input);
    await resetSecondFactor(tx, actor, {
      owner: { principalId },
      sessions: { principalId },
      accountId,
      now,
    });
  });
}
