import { openConsoleSession } from "@/lib/accounts/internal/open-console-session";
import type { At } from "@/lib/config/clock";
import { prisma, type Tx } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import type { SignInOutcome } from "@/lib/identity/contract";
import { findOidcIdentity, type OidcPerson, touchOidcIdentity } from "@/lib/identity/oidc-identity";
import type { OpenedFrom } from "@/lib/identity/open-session";
import { type OidcCallback, proveByOidc, type Recognised } from "@/lib/identity/prove-by-oidc";
import { hasSecondFactor } from "@/lib/identity/second-factor";
import { sealSecondStep } from "@/lib/identity/second-step";

/** Which principal a provider's person is: whom an operator has linked, and nobody else (docs/decisions/0025-openid-connect.md). */
async function recognisePrincipal(
  tx: Tx,
  person: OidcPerson,
  now: Date,
): Promise<Recognised<{ id: string; accountId: string }>> {
  const identity = await findOidcIdentity(tx, person);
  // Of the service team: the desk is another door.
  if (identity === null || identity.principalId === null) return { refused: "unknown" };
  const principal = await tx.principal.findUniqueOrThrow({ where: { id: identity.principalId } });
  if (principal.disabledAt !== null) return { refused: "disabled" };
  await touchOidcIdentity(tx, identity.id, now);
  return { owner: { id: principal.id, accountId: principal.accountId } };
}

/**
 * Signs in to the console by its OpenID provider, as the principal an operator has linked; who has a second factor is
 * asked for it first (`finishPrincipalSignIn`), as after a password.
 *
 * @throws AppError as `proveByOidc`.
 */
export async function signInPrincipalByOidc(
  callback: OidcCallback,
  { now, address, userAgent = null }: At & OpenedFrom & { address: string },
): Promise<SignInOutcome> {
  const { id, accountId } = await proveByOidc("console", callback, { now, address }, (tx, person) =>
    recognisePrincipal(tx, person, now),
  );
  if (await hasSecondFactor(prisma(), { principalId: id }))
    return { sessionId: null, secondStep: sealSecondStep("console", { ownerId: id, method: "oidc" }, now) };
  const session = { principalId: id, accountId, assumedRoleId: null, userAgent } as const;
  const { sessionId } = await inTransaction((tx) =>
    openConsoleSession(tx, { ...session, action: "session.opened", method: "oidc" }, now),
  );
  return { sessionId, secondStep: null };
}
