import type { At } from "@/lib/config/clock";
import { sealSecret } from "@/lib/config/secret-box";
import { newId } from "@/lib/db/new-id";
import type { Tx } from "@/lib/db/prisma";
import { inTransaction, isUniqueViolation } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import type { EnrolmentView, StartSecondFactorInput } from "@/lib/identity/contract";
import { keyUriOf, newTotpSecret } from "@/lib/identity/internal/totp";
import { recordFactorAct, withOwnCode } from "@/lib/identity/internal/with-own-code";
import { boundToFactor, factorOf, type FactorOwner, type SelfActor } from "@/lib/identity/second-factor";

/** Whose factor it is to be, and how the app calls it. */
async function ownerOf(tx: Tx, actor: SelfActor): Promise<{ owner: FactorOwner; label: string }> {
  if (actor.kind === "staff") {
    const { id, email } = await tx.staffAccount.findUniqueOrThrow({ where: { personId: actor.personId } });
    return { owner: { staffAccountId: id }, label: email };
  }
  const { id, name, kind, account } = await tx.principal.findUniqueOrThrow({
    where: { id: actor.principalId },
    include: { account: { select: { alias: true } } },
  });
  const label = kind === "primary" ? account.alias : `${name}@${account.alias}`;
  return { owner: { principalId: id }, label };
}

async function makePending(tx: Tx, actor: SelfActor, now: Date): Promise<EnrolmentView> {
  const { owner, label } = await ownerOf(tx, actor);
  await tx.secondFactor.deleteMany({ where: { ...owner, confirmedAt: null } });
  const id = newId();
  const secret = newTotpSecret();
  const { ciphertext, keyId } = sealSecret(secret, boundToFactor(id));
  await tx.secondFactor.create({
    data: { id, ...owner, secretCiphertext: ciphertext, secretKeyId: keyId, createdAt: now },
  });
  return { secret, ...keyUriOf(secret, label) };
}

/**
 * Makes the secret of a second factor, for an authenticator app to take. It counts only once a first code confirmed it
 * (`confirmSecondFactor`); beginning again forgets an earlier one that was not. In the place of a factor that counts
 * it takes a code of that one, which is gone then.
 *
 * @throws AppError CONFLICT `identity.second_factor_exists` without a code where there is one; INVALID_INPUT
 *   `identity.wrong_code`; NOT_FOUND `identity.no_second_factor` with a code where there is none; RATE_LIMITED `identity.too_many_attempts`.
 */
export async function startSecondFactor(
  actor: SelfActor,
  { code }: StartSecondFactorInput,
  { now }: At,
): Promise<EnrolmentView> {
  if (code !== undefined)
    return withOwnCode(actor, code, now, async (tx, factorId, proof) => {
      await tx.secondFactor.delete({ where: { id: factorId } });
      await recordFactorAct(tx, actor, { act: "removed", factorId, proof, now });
      return makePending(tx, actor, now);
    });
  try {
    return await inTransaction(async (tx) => {
      const factor = await factorOf(tx, actor);
      if (factor?.confirmedAt) throw new AppError("CONFLICT", "identity.second_factor_exists");
      return makePending(tx, actor, now);
    });
  } catch (thrown) {
    // Two tabs at once: the unique key let one of them make the secret.
    if (isUniqueViolation(thrown)) throw new AppError("CONFLICT", "identity.second_factor_started");
    throw thrown;
  }
}
