import type { At } from "@/lib/config/clock";
import { prisma } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import type { SignInOutcome, SignInStaffInput } from "@/lib/identity/contract";
import { openStaffSession } from "@/lib/identity/internal/open-staff-session";
import { takesPasswords } from "@/lib/identity/oidc-settings";
import type { OpenedFrom } from "@/lib/identity/open-session";
import { passwordMatches } from "@/lib/identity/passwords";
import { hasSecondFactor } from "@/lib/identity/second-factor";
import { sealSecondStep } from "@/lib/identity/second-step";
import { admitAttempt, forgetAttempt } from "@/lib/identity/throttle";

/**
 * Signs a member of the service team in by e-mail and password and opens their session; who has a second factor is
 * asked for it first (`finishStaffSignIn`). An unknown name, a disabled account, one without a password and a wrong password
 * get the same answer in the same time.
 *
 * @throws AppError FORBIDDEN `identity.oidc_only` where the desk takes no passwords; UNAUTHENTICATED `identity.wrong_credentials`; RATE_LIMITED `identity.too_many_attempts`.
 */
export async function signInStaff(
  input: SignInStaffInput,
  { now, address, userAgent }: At & OpenedFrom & { address: string },
): Promise<SignInOutcome> {
  if (!takesPasswords("staff")) throw new AppError("FORBIDDEN", "identity.oidc_only");
  const attempt = { door: "staff", name: input.email, address } as const;
  await admitAttempt(attempt, now);
  const account = await prisma().staffAccount.findUnique({ where: { email: input.email } });
  const enabled = account?.disabledAt === null ? account : null;
  const matches = await passwordMatches(enabled?.passwordHash ?? null, input.password);
  if (!enabled || !matches) throw new AppError("UNAUTHENTICATED", "identity.wrong_credentials");
  await forgetAttempt(attempt);
  if (await hasSecondFactor(prisma(), { staffAccountId: enabled.id }))
    return {
      sessionId: null,
      secondStep: sealSecondStep("staff", { ownerId: enabled.id, method: "password" }, now),
    };
  const from = { method: "password", now, userAgent: userAgent ?? null } as const;
  const { sessionId } = await inTransaction((tx) => openStaffSession(tx, enabled, from));
  return { sessionId, secondStep: null };
}
