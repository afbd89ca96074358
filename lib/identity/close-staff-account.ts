import type { Actor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Tx } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";
import { endSessionsOf } from "@/lib/identity/end-sessions-of";
import { keepAnOperator } from "@/lib/identity/internal/keep-an-operator";
import { isOwn } from "@/lib/identity/policy";

/**
 * Switches the account of one of the service team off for good, in the transaction of a command that has asked whether
 * `actor` may: they are signed out at once, and password, provider's identities, second factor and recovery codes are gone.
 * Their open tickets go to somebody else as those of anybody who is switched off.
 *
 * @throws AppError FORBIDDEN `identity.own_account`; CONFLICT `identity.last_operator`.
 */
export async function closeStaffAccount(
  tx: Tx,
  actor: Actor,
  { personId, now }: { personId: string; now: Date },
): Promise<void> {
  if (isOwn(actor, personId)) throw new AppError("FORBIDDEN", "identity.own_account");
  await keepAnOperator(tx, personId);
  const { id, disabledAt } = await tx.staffAccount.findUniqueOrThrow({ where: { personId } });
  await tx.staffAccount.update({
    where: { id },
    data: { passwordHash: null, disabledAt: disabledAt ?? now },
  });
  await tx.oidcIdentity.deleteMany({ where: { staffAccountId: id } });
  await tx.secondFactor.deleteMany({ where: { staffAccountId: id } });
  const signedOut = await endSessionsOf(tx, { personId }, { reason: "data_deleted", now });
  if (disabledAt !== null) return;
  await recordAudit(tx, actor, {
    action: "staff.disabled",
    subjectType: "person",
    subjectId: personId,
    accountId: null,
    details: { signedOut },
    now,
  });
}
