import type { At } from "@/lib/config/clock";
import { prisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";
import type { SignInStaffInput } from "@/lib/identity/contract";
import { openStaffSession } from "@/lib/identity/internal/open-staff-session";
import { passwordMatches } from "@/lib/identity/passwords";
import { admitAttempt, forgetAttempt } from "@/lib/identity/throttle";

/**
 * Signs a member of the service team in by e-mail and password and opens their session. An unknown name, a disabled
 * account and a wrong password get the same answer in the same time.
 *
 * @throws AppError UNAUTHENTICATED `identity.wrong_credentials`; RATE_LIMITED `identity.too_many_attempts`.
 */
export async function signInStaff(
  input: SignInStaffInput,
  { now, address }: At & { address: string },
): Promise<{ sessionId: string }> {
  const attempt = { door: "staff", name: input.email, address } as const;
  await admitAttempt(attempt, now);
  const account = await prisma().staffAccount.findUnique({ where: { email: input.email } });
  const enabled = account?.disabledAt === null ? account : null;
  const matches = await passwordMatches(enabled?.passwordHash ?? null, input.password);
  if (!enabled || !matches) throw new AppError("UNAUTHENTICATED", "identity.wrong_credentials");
  await forgetAttempt(attempt);
  return openStaffSession(enabled, "password", now);
}
