import type { Actor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import { accessStaff } from "@/lib/identity/access";
import type { StaffEmailInput } from "@/lib/identity/contract";
import { unlinkOidcIdentities } from "@/lib/identity/oidc-identity";

/**
 * Forgets who a member of the service team is at OpenID providers, and signs them out. If a provider vouches for their
 * address, their next sign-in links them again.
 *
 * @throws AppError as `accessStaff`; NOT_FOUND `identity.oidc_not_linked`.
 */
export async function unlinkStaffOidc(
  actor: Actor,
  { email }: StaffEmailInput,
  { now }: At,
): Promise<{ signedOut: number }> {
  return inTransaction(async (tx) => {
    const account = await accessStaff(tx, actor, { email, now });
    const { personId } = account;
    return unlinkOidcIdentities(tx, actor, {
      owner: { staffAccountId: account.id },
      about: { personId },
      accountId: null,
      now,
    });
  });
}
