import type { At } from "@/lib/config/clock";
import type { Tx } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import type { SecondStepInput, SignInDoor, SignInMethod } from "@/lib/identity/contract";
import { confirmedFactor, type FactorOwner, type Proof, takeCode } from "@/lib/identity/second-factor";
import { openSecondStep } from "@/lib/identity/second-step";
import { admitAttempt, forgetAttempt } from "@/lib/identity/throttle";

type Step = SecondStepInput & { door: SignInDoor };

function ownerOf(door: SignInDoor, id: string): FactorOwner {
  return door === "staff" ? { staffAccountId: id } : { principalId: id };
}

/** What the two steps have shown: how the first was passed, and what proved the second factor. */
export type TwoSteps = { method: SignInMethod; proof: Proof };

/**
 * The second step of a sign-in: takes the code and lets `open` open the session, in one transaction, so that a code that
 * opened nothing is not used up. Attempts are counted like those of the password, before the code is looked at.
 *
 * @throws AppError UNAUTHENTICATED `identity.second_step_expired` without a first step in the last minutes, or when the
 *   factor was removed meanwhile; `identity.wrong_code`; RATE_LIMITED `identity.too_many_attempts`.
 */
export async function proveSecondStep<T>(
  { door, secondStep, code }: Step,
  { now, address }: At & { address: string },
  open: (tx: Tx, ownerId: string, steps: TwoSteps) => Promise<T>,
): Promise<T> {
  const first = openSecondStep(door, secondStep, now);
  if (first === null) throw new AppError("UNAUTHENTICATED", "identity.second_step_expired");
  const { ownerId, method } = first;
  const attempt = { door, name: `second factor of ${ownerId}`, address };
  await admitAttempt(attempt, now);
  const opened = await inTransaction(async (tx) => {
    const factor = await confirmedFactor(tx, ownerOf(door, ownerId));
    if (!factor) throw new AppError("UNAUTHENTICATED", "identity.second_step_expired");
    const proof = await takeCode(tx, factor, code, now);
    if (proof === null) throw new AppError("UNAUTHENTICATED", "identity.wrong_code");
    return open(tx, ownerId, { method, proof });
  });
  await forgetAttempt(attempt);
  return opened;
}
