import type { Actor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Tx } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";
import { endSessionsOf } from "@/lib/identity/end-sessions-of";
import { confirmedFactor, type FactorOwner } from "@/lib/identity/second-factor";

type Reset = {
  owner: FactorOwner;
  sessions: { personId: string } | { principalId: string };
  accountId: string | null;
  now: Date;
};

/**
 * Takes somebody's second factor away without a code of it and ends their sessions, in the transaction of a command that
 * has asked whether `actor` may.
 *
 * @throws AppError NOT_FOUND `identity.no_second_factor`.
 */
export async function resetSecondFactor(
  tx: Tx,
  actor: Actor,
  { owner, sessions, accountId, now }: Reset,
): Promise<void> {
  const factor = await confirmedFactor(tx, owner);
  if (!factor) throw new AppError("NOT_FOUND", "identity.no_second_factor");
  await tx.secondFactor.delete({ where: { id: factor.id } });
  const signedOut = await endSessionsOf(tx, sessions, { reason: "second_factor_reset", now });
  await recordAudit(tx, actor, {
    action: "second_factor.reset",
    subjectType: "second_factor",
    subjectId: factor.id,
    accountId,
    details: { signedOut },
    now,
  });
}
