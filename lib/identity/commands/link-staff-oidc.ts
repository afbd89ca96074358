import type { Actor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { accessStaff } from "@/lib/identity/access";
import type { LinkStaffOidcInput } from "@/lib/identity/contract";
import { linkOidcIdentity } from "@/lib/identity/oidc-identity";
import { requireOidcSettings } from "@/lib/identity/oidc-settings";

/**
 * Says who of the service team a subject of the desk's OpenID provider is, where the provider vouches for no address.
 *
 * @throws AppError as `accessStaff`; NOT_FOUND `identity.oidc_not_configured`; CONFLICT `identity.oidc_taken`.
 */
export async function linkStaffOidc(
  actor: Actor,
  { email, subject }: LinkStaffOidcInput,
  { now }: At,
): Promise<{ issuer: string }> {
  return inTransaction(async (tx) => {
    const account = await accessStaff(tx, actor, { email, now });
    const { issuer } = requireOidcSettings("staff");
    const isLinked = await linkOidcIdentity(tx, actor, {
      issuer,
      subject,
      owner: { staffAccountId: account.id },
      method: "operator",
      about: { personId: account.personId },
      accountId: null,
      now,
    });
    if (!isLinked) throw new AppError("CONFLICT", "identity.oidc_taken");
    return { issuer };
  });
}
