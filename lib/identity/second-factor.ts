import type { Actor, ConsoleActor, StaffActor } from "@/lib/actor/actor";
import { openSecret } from "@/lib/config/secret-box";
import type { Db, Tx } from "@/lib/db/prisma";
import { recoveryCodeHash } from "@/lib/identity/internal/recovery-codes";
import { stepOf } from "@/lib/identity/internal/totp";

/** Who has sessions at the desk or the console, and so can have a second factor. */
export type SelfActor = StaffActor | ConsoleActor;

/** Whose second factor: a staff account's or a principal's. */
export type FactorOwner = { staffAccountId: string } | { principalId: string };

/** By what somebody proved to have their second factor. */
export type Proof = "code" | "recovery_code";

type Factor = { id: string; secretCiphertext: string; secretKeyId: string };

/** Whether this actor is a person at the desk or the console. */
export function isSelfActor(actor: Actor): actor is SelfActor {
  return actor.kind === "staff" || actor.kind === "principal";
}

/** The second factor of who is signed in; one that no code has confirmed yet too. */
export async function factorOf(db: Db, actor: SelfActor) {
  const where =
    actor.kind === "staff"
      ? { staffAccount: { personId: actor.personId } }
      : { principalId: actor.principalId };
  return db.secondFactor.findFirst({ where });
}

/** Whether this account has a second factor that a sign-in must show. */
export async function hasSecondFactor(db: Db, owner: FactorOwner): Promise<boolean> {
  return (await db.secondFactor.count({ where: { ...owner, confirmedAt: { not: null } } })) > 0;
}

/** The factor a code is to be compared with, or null if there is none that counts. */
export async function confirmedFactor(db: Db, owner: FactorOwner): Promise<Factor | null> {
  return db.secondFactor.findFirst({ where: { ...owner, confirmedAt: { not: null } } });
}

/** What the secret of a factor is sealed to: the row. */
export const boundToFactor = (id: string): string => `second-factor ${id}`;

/** Takes the app's code in the caller's transaction. None is good twice, nor one older than the last: the database decides between two at once. */
export async function takeAppCode(tx: Tx, factor: Factor, code: string, now: Date): Promise<boolean> {
  const sealed = { ciphertext: factor.secretCiphertext, keyId: factor.secretKeyId };
  const step = stepOf(openSecret(sealed, boundToFactor(factor.id)), code, now);
  if (step === null) return false;
  const taken = await tx.secondFactor.updateMany({
    where: { id: factor.id, OR: [{ lastStep: null }, { lastStep: { lt: step } }] },
    data: { lastStep: step },
  });
  return taken.count === 1;
}

async function takeRecoveryCode(tx: Tx, factor: Factor, code: string, now: Date): Promise<boolean> {
  const taken = await tx.recoveryCode.updateMany({
    where: { secondFactorId: factor.id, codeHash: recoveryCodeHash(code), usedAt: null },
    data: { usedAt: now },
  });
  return taken.count === 1;
}

/** Takes a code of the app or a recovery code, each good once; null when it is wrong or was used. */
export async function takeCode(tx: Tx, factor: Factor, code: string, now: Date): Promise<Proof | null> {
  if (/^\d{6}$/.test(code)) return (await takeAppCode(tx, factor, code, now)) ? "code" : null;
  return (await takeRecoveryCode(tx, factor, code, now)) ? "recovery_code" : null;
}
