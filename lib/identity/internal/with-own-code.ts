import { recordAudit } from "@/lib/audit/record-audit";
import type { Tx } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { factorOf, type Proof, type SelfActor, takeCode } from "@/lib/identity/second-factor";
import { admitAttempt, forgetAttempt } from "@/lib/identity/throttle";

/** Counts the codes that one session tries, and besides them all that are tried for its owner. */
export async function throttled<T>(actor: SelfActor, now: Date, work: () => Promise<T>): Promise<T> {
  const door = actor.kind === "staff" ? "staff" : "console";
  const owner = actor.kind === "staff" ? actor.personId : actor.principalId;
  const attempt = { door, name: `second factor of ${owner}`, address: actor.sessionId } as const;
  await admitAttempt(attempt, now);
  const done = await work();
  await forgetAttempt(attempt);
  return done;
}

/** Records what was done about somebody's second factor. */
export async function recordFactorAct(
  tx: Tx,
  actor: SelfActor,
  { act, factorId, proof, now }: { act: string; factorId: string; proof: Proof; now: Date },
): Promise<void> {
  await recordAudit(tx, actor, {
    action: `second_factor.${act}`,
    subjectType: "second_factor",
    subjectId: factorId,
    accountId: actor.kind === "principal" ? actor.accountId : null,
    details: { proof },
    now,
  });
}

/**
 * Does something that takes a current code of one's own second factor, in one transaction with taking it.
 *
 * @throws AppError NOT_FOUND `identity.no_second_factor`; INVALID_INPUT `identity.wrong_code`; RATE_LIMITED `identity.too_many_attempts`.
 */
export async function withOwnCode<T>(
  actor: SelfActor,
  code: string,
  now: Date,
  work: (tx: Tx, factorId: string, proof: Proof) => Promise<T>,
): Promise<T> {
  return throttled(actor, now, () =>
    inTransaction(async (tx) => {
      const factor = await factorOf(tx, actor);
      if (!factor?.confirmedAt) throw new AppError("NOT_FOUND", "identity.no_second_factor");
      const proof = await takeCode(tx, factor, code, now);
      if (proof === null) throw new AppError("INVALID_INPUT", "identity.wrong_code");
      return work(tx, factor.id, proof);
    }),
  );
}
