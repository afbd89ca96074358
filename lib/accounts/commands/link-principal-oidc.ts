import type { LinkPrincipalOidcInput } from "@/lib/accounts/contract";
import { findPrincipal } from "@/lib/accounts/internal/find-principal";
import type { Actor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { linkOidcIdentity } from "@/lib/identity/oidc-identity";
import { requireOidcSettings } from "@/lib/identity/oidc-settings";

/**
 * Says which principal (without `user`: the primary account) a subject of the console's OpenID provider is. There is no
 * other way to be known there (docs/decisions/0025-openid-connect.md).
 *
 * @throws AppError FORBIDDEN or NOT_FOUND as `accessAccount`; NOT_FOUND `identity.oidc_not_configured`,
 *   `accounts.no_such_ram_user`; CONFLICT `identity.oidc_taken`.
 */
export async function linkPrincipalOidc(
  actor: Actor,
  { subject, ...who }: LinkPrincipalOidcInput,
  { now }: At,
): Promise<{ issuer: string }> {
  return inTransaction(async (tx) => {
    const { accountId, principalId } = await findPrincipal(tx, actor, who);
    const { issuer } = requireOidcSettings("console");
    const isLinked = await linkOidcIdentity(tx, actor, {
      issuer,
      subject,
      owner: { principalId },
      method: "operator",
      about: { principalId },
      accountId,
      now,
    });
    if (!isLinked) throw new AppError("CONFLICT", "identity.oidc_taken");
    return { issuer };
  });
}
