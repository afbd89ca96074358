import type { At } from "@/lib/config/clock";
import type { SecondFactorCodeInput } from "@/lib/identity/contract";
import { recordFactorAct, withOwnCode } from "@/lib/identity/internal/with-own-code";
import type { SelfActor } from "@/lib/identity/second-factor";

/**
 * Removes one's own second factor with a current code of it, recovery codes included.
 *
 * @throws AppError NOT_FOUND `identity.no_second_factor`; INVALID_INPUT `identity.wrong_code`; RATE_LIMITED `identity.too_many_attempts`.
 */
export async function removeSecondFactor(
  actor: SelfActor,
  { code }: SecondFactorCodeInput,
  { now }: At,
): Promise<void> {
  await withOwnCode(actor, code, now, async (tx, factorId, proof) => {
    await tx.secondFactor.delete({ where: { id: factorId } });
    await recordFactorAct(tx, actor, { act: "removed", factorId, proof, now });
  });
}
