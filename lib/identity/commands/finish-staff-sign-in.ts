import type { At } from "@/lib/config/clock";
import { AppError } from "@/lib/errors/app-error";
import type { SecondStepInput } from "@/lib/identity/contract";
import { openStaffSession } from "@/lib/identity/internal/open-staff-session";
import type { OpenedFrom } from "@/lib/identity/open-session";
import { proveSecondStep } from "@/lib/identity/prove-second-step";

/**
 * The second step of a sign-in to the desk: takes a code of the app or a recovery code and opens the session.
 *
 * @throws AppError UNAUTHENTICATED `identity.second_step_expired` (also when the account was disabled meanwhile),
 *   `identity.wrong_code`; RATE_LIMITED `identity.too_many_attempts`.
 */
export async function finishStaffSignIn(
  input: SecondStepInput,
  { now, address, userAgent = null }: At & OpenedFrom & { address: string },
): Promise<{ sessionId: string }> {
  return proveSecondStep({ ...input, door: "staff" }, { now, address }, async (tx, id, steps) => {
    const account = await tx.staffAccount.findUnique({ where: { id } });
    if (account?.disabledAt !== null) throw new AppError("UNAUTHENTICATED", "identity.second_step_expired");
    return openStaffSession(tx, account, { ...steps, now, userAgent });
  });
}
