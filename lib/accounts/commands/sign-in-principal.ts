import type { SignInPrincipalInput } from "@/lib/accounts/contract";
import { openConsoleSession } from "@/lib/accounts/internal/open-console-session";
import type { At } from "@/lib/config/clock";
import { prisma, type Tx } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import type { SignInOutcome } from "@/lib/identity/contract";
import type { OpenedFrom } from "@/lib/identity/open-session";
import { passwordMatches } from "@/lib/identity/passwords";
import { hasSecondFactor } from "@/lib/identity/second-factor";
import { sealSecondStep } from "@/lib/identity/second-step";
import { admitAttempt, forgetAttempt } from "@/lib/identity/throttle";

async function findByName(typed: string) {
  const at = typed.lastIndexOf("@");
  const alias = typed.slice(at + 1).toLowerCase();
  return prisma().principal.findFirst({
    where: {
      account: { alias },
      disabledAt: null,
      ...(at === -1 ? { kind: "primary" } : { kind: "ram_user", name: typed.slice(0, at) }),
    },
    select: { id: true, accountId: true, passwordHash: true },
  });
}

/** Held, so that whoever switches them off or sets another password comes before, or ends the session that is opened here. */
async function requireStill(
  tx: Tx,
  { id, passwordHash }: { id: string; passwordHash: string | null },
): Promise<void> {
  const still = await tx.$queryRaw<unknown[]>`
    SELECT id FROM principal WHERE id = ${id}::uuid AND disabled_at IS NULL AND password_hash = ${passwordHash} FOR SHARE`;
  if (still.length === 0) throw new AppError("UNAUTHENTICATED", "identity.wrong_credentials");
}

/**
 * Signs in to the console: the primary account by its alias, a RAM user as `name@alias`. A RAM role has no sign-in; it
 * is assumed afterwards. Who has a second factor is asked for it first (`finishPrincipalSignIn`). An unknown name, a disabled principal and a wrong password get the same answer in the same time.
 *
 * @throws AppError UNAUTHENTICATED `identity.wrong_credentials`; RATE_LIMITED `identity.too_many_attempts`.
 */
export async function signInPrincipal(
  input: SignInPrincipalInput,
  { now, address, userAgent = null }: At & OpenedFrom & { address: string },
): Promise<SignInOutcome> {
  const attempt = { door: "console", name: input.name, address } as const;
  await admitAttempt(attempt, now);
  const principal = await findByName(input.name);
  const matches = await passwordMatches(principal?.passwordHash ?? null, input.password);
  if (!principal || !matches) throw new AppError("UNAUTHENTICATED", "identity.wrong_credentials");
  await forgetAttempt(attempt);
  const { id, accountId } = principal;
  if (await hasSecondFactor(prisma(), { principalId: id }))
    return {
      sessionId: null,
      secondStep: sealSecondStep("console", { ownerId: id, method: "password" }, now),
    };
  const { sessionId } = await inTransaction(async (tx) => {
    await requireStill(tx, principal);
    const session = { principalId: id, accountId, assumedRoleId: null, userAgent } as const;
    return openConsoleSession(tx, { ...session, action: "session.opened", method: "password" }, now);
  });
  return { sessionId, secondStep: null };
}
