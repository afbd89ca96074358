import type { At } from "@/lib/config/clock";
import type { SecondFactorCodeInput } from "@/lib/identity/contract";
import { recordFactorAct, withOwnCode } from "@/lib/identity/internal/with-own-code";
import type { SelfActor } from "@/lib/identity/second-factor";

/**
 * Shows the second factor again in a session that is open, so that privileged acts pass for 15 minutes
 * (`requireRecentSecondFactor`).
 *
 * @throws AppError NOT_FOUND `identity.no_second_factor`; INVALID_INPUT `identity.wrong_code`; RATE_LIMITED `identity.too_many_attempts`.
 */
export async function showSecondFactor(
  actor: SelfActor,
  { code }: SecondFactorCodeInput,
  { now }: At,
): Promise<void> {
  await withOwnCode(actor, code, now, async (tx, factorId, proof) => {
    await tx.session.update({ where: { id: actor.sessionId }, data: { secondFactorAt: now } });
    await recordFactorAct(tx, actor, { act: "shown", factorId, proof, now });
  });
}
