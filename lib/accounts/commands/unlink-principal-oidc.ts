import type { ResetPrincipalInput } from "@/lib/accounts/contract";
import { findPrincipal } from "@/lib/accounts/internal/find-principal";
import type { Actor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import { unlinkOidcIdentities } from "@/lib/identity/oidc-identity";

/**
 * Forgets who a principal (without `user`: the primary account) is at OpenID providers, and signs them out.
 *
 * @throws AppError FORBIDDEN or NOT_FOUND as `accessAccount`; NOT_FOUND `accounts.no_such_ram_user`, `identity.oidc_not_linked`.
 */
export async function unlinkPrincipalOidc(
  actor: Actor,
  who: ResetPrincipalInput,
  { now }: At,
): Promise<{ signedOut: number }> {
  return inTransaction(async (tx) => {
    const { accountId, principalId } = await findPrincipal(tx, actor, who);
    return unlinkOidcIdentities(tx, actor, {
      owner: { principalId },
      about: { principalId },
      accountId,
      now,
    });
  });
}
