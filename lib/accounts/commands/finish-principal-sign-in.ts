import { openConsoleSession } from "@/lib/accounts/internal/open-console-session";
import type { At } from "@/lib/config/clock";
import { AppError } from "@/lib/errors/app-error";
import type { SecondStepInput } from "@/lib/identity/contract";
import type { OpenedFrom } from "@/lib/identity/open-session";
import { proveSecondStep } from "@/lib/identity/prove-second-step";

/**
 * The second step of a sign-in to the console: takes a code of the app or a recovery code and opens the session.
 *
 * @throws AppError UNAUTHENTICATED `identity.second_step_expired` (also when the principal was disabled meanwhile),
 *   `identity.wrong_code`; RATE_LIMITED `identity.too_many_attempts`.
 */
export async function finishPrincipalSignIn(
  input: SecondStepInput,
  { now, address, userAgent = null }: At & OpenedFrom & { address: string },
): Promise<{ sessionId: string }> {
  return proveSecondStep({ ...input, door: "console" }, { now, address }, async (tx, principalId, steps) => {
    // Held, so that whoever switches them off comes before, or ends the session that is opened here.
    const [principal] = await tx.$queryRaw<{ accountId: string }[]>`
      SELECT account_id AS "accountId" FROM principal WHERE id = ${principalId}::uuid AND disabled_at IS NULL FOR SHARE`;
    if (!principal) throw new AppError("UNAUTHENTICATED", "identity.second_step_expired");
    const { accountId } = principal;
    const session = { principalId, accountId, assumedRoleId: null, userAgent } as const;
    return openConsoleSession(tx, { ...session, action: "session.opened", ...steps }, now);
  });
}
