import type { At } from "@/lib/config/clock";
import { newId } from "@/lib/db/new-id";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import type { RecoveryCodesView, SecondFactorCodeInput } from "@/lib/identity/contract";
import { newRecoveryCodes, recoveryCodeHash } from "@/lib/identity/internal/recovery-codes";
import { recordFactorAct, throttled } from "@/lib/identity/internal/with-own-code";
import { factorOf, type SelfActor, takeAppCode } from "@/lib/identity/second-factor";

/**
 * Confirms with a first code that the app has the secret: from now on a sign-in asks for it. Answers ten recovery codes,
 * which are stored as hashes alone and shown this once.
 *
 * @throws AppError NOT_FOUND `identity.no_second_factor` when none was begun; CONFLICT `identity.second_factor_exists` when it is
 *   confirmed already; INVALID_INPUT `identity.wrong_code`; RATE_LIMITED `identity.too_many_attempts`.
 */
export async function confirmSecondFactor(
  actor: SelfActor,
  { code }: SecondFactorCodeInput,
  { now }: At,
): Promise<RecoveryCodesView> {
  const recoveryCodes = newRecoveryCodes();
  return throttled(actor, now, () =>
    inTransaction(async (tx) => {
      const factor = await factorOf(tx, actor);
      if (!factor) throw new AppError("NOT_FOUND", "identity.no_second_factor");
      if (factor.confirmedAt) throw new AppError("CONFLICT", "identity.second_factor_exists");
      if (!(await takeAppCode(tx, factor, code, now)))
        throw new AppError("INVALID_INPUT", "identity.wrong_code");
      const confirmed = await tx.secondFactor.updateMany({
        where: { id: factor.id, confirmedAt: null },
        data: { confirmedAt: now },
      });
      // Another tab was first, with the code before or after this one.
      if (confirmed.count === 0) throw new AppError("CONFLICT", "identity.second_factor_exists");
      await tx.recoveryCode.createMany({
        data: recoveryCodes.map((one) => ({
          id: newId(),
          secondFactorId: factor.id,
          codeHash: recoveryCodeHash(one),
        })),
      });
      await tx.session.update({ where: { id: actor.sessionId }, data: { secondFactorAt: now } });
      await recordFactorAct(tx, actor, { act: "enrolled", factorId: factor.id, proof: "code", now });
      return { recoveryCodes };
    }),
  );
}
