import type { At } from "@/lib/config/clock";
import { prisma } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import type { SignInOutcome } from "@/lib/identity/contract";
import { openStaffSession } from "@/lib/identity/internal/open-staff-session";
import { recogniseStaff } from "@/lib/identity/internal/recognise-staff";
import type { OpenedFrom } from "@/lib/identity/open-session";
import { type OidcCallback, proveByOidc } from "@/lib/identity/prove-by-oidc";
import { hasSecondFactor } from "@/lib/identity/second-factor";
import { sealSecondStep } from "@/lib/identity/second-step";

/**
 * Signs a member of the service team in by the desk's OpenID provider and opens their session; who has a second factor is
 * asked for it first (`finishStaffSignIn`), as after a password.
 *
 * @throws AppError as `proveByOidc`.
 */
export async function signInStaffByOidc(
  callback: OidcCallback,
  { now, address, userAgent = null }: At & OpenedFrom & { address: string },
): Promise<SignInOutcome> {
  const account = await proveByOidc("staff", callback, { now, address }, (tx, person) =>
    recogniseStaff(tx, person, now),
  );
  if (await hasSecondFactor(prisma(), { staffAccountId: account.id }))
    return {
      sessionId: null,
      secondStep: sealSecondStep("staff", { ownerId: account.id, method: "oidc" }, now),
    };
  const { sessionId } = await inTransaction((tx) =>
    openStaffSession(tx, account, { method: "oidc", now, userAgent }),
  );
  return { sessionId, secondStep: null };
}
