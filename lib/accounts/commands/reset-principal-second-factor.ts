import { accessAccount } from "@/lib/accounts/access";
import type { ResetPrincipalInput } from "@/lib/accounts/contract";
import type { Actor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { resetSecondFactor } from "@/lib/identity/reset-second-factor";

/**
 * Takes the second factor from a principal (without `user`: the primary account) who lost device and recovery codes.
 * Their sessions end; they sign in again with the password alone, until a new factor is set up.
 *
 * @throws AppError FORBIDDEN or NOT_FOUND as `accessAccount`; NOT_FOUND `accounts.no_such_ram_user` or `identity.no_second_factor`.
 */
export async function resetPrincipalSecondFactor(
  actor: Actor,
  { alias, user }: ResetPrincipalInput,
  { now }: At,
): Promise<void> {
  await inTransaction(async (tx) => {
    const { id: accountId } = await accessAccount(tx, actor, { alias }, "administer");
    const which =
      user === undefined ? { kind: "primary" as const } : { kind: "ram_user" as const, name: user };
    const principal = await tx.principal.findFirst({ where: { accountId, ...which }, select: { id: true } });
    if (!principal)
      throw new AppError("NOT_FOUND", "accounts.no_such_ram_user", { details: { name: user ?? alias } });
    const { id: principalId } = principal;
    await resetSecondFactor(tx, actor, {
      owner: { principalId },
      sessions: { principalId },
      accountId,
      now,
    });
  });
}
