import { accessPrincipal, accessPrincipals } from "@/lib/accounts/access";
import type { ResetPrincipalInput } from "@/lib/accounts/contract";
import { findPrincipal } from "@/lib/accounts/internal/find-principal";
import type { Actor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import type { Tx } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { resetSecondFactor } from "@/lib/identity/reset-second-factor";

type Owner = { accountId: string; principalId: string };

/** A RAM user is for who manages the account's users; the primary account (no `user`) for operators alone. */
async function ownerOf(
  tx: Tx,
  actor: Actor,
  { alias, user }: ResetPrincipalInput,
  now: Date,
): Promise<Owner> {
  if (user === undefined) return findPrincipal(tx, actor, { alias });
  const managed = await accessPrincipals(tx, actor, { alias, now });
  const { id } = await accessPrincipal(tx, managed, { name: user, kind: "ram_user" });
  return { accountId: managed.accountId, principalId: id };
}

/**
 * Takes the second factor from a principal (without `user`: the primary account) who lost device and recovery codes.
 * Their sessions end; they sign in again with the password alone, until a new factor is set up.
 *
 * @throws AppError FORBIDDEN or NOT_FOUND as `accessAccount`, `accessPrincipals` and `accessPrincipal`; NOT_FOUND
 *   `accounts.no_such_ram_user` or `identity.no_second_factor`.
 */
export async function resetPrincipalSecondFactor(
  actor: Actor,
  input: ResetPrincipalInput,
  { now }: At,
): Promise<void> {
  await inTransaction(async (tx) => {
    const { accountId, principalId } = await ownerOf(tx, actor, input, now);
    await resetSecondFactor(tx, actor, {
      owner: { principalId },
      sessions: { principalId },
      accountId,
      now,
    });
  });
}
