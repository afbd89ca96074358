import { accessPrincipal, accessPrincipals } from "@/lib/accounts/access";
import type { SetRamUserPasswordInput } from "@/lib/accounts/contract";
import type { Actor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import { endSessionsOf } from "@/lib/identity/end-sessions-of";
import { hashPassword } from "@/lib/identity/passwords";

/**
 * Gives a RAM user another password, in place of one that is lost or known to others: they are signed out everywhere at once.
 * A second factor stays.
 *
 * @throws AppError NOT_FOUND `accounts.no_such_ram_user`; what `accessPrincipals` and `accessPrincipal` do.
 */
export async function setRamUserPassword(
  actor: Actor,
  { alias, name, password }: SetRamUserPasswordInput,
  { now }: At,
): Promise<{ signedOut: number }> {
  const passwordHash = await hashPassword(password);
  return inTransaction(async (tx) => {
    const managed = await accessPrincipals(tx, actor, { alias, now });
    const { id } = await accessPrincipal(tx, managed, { name, kind: "ram_user" });
    await tx.principal.update({ where: { id }, data: { passwordHash } });
    const signedOut = await endSessionsOf(tx, { principalId: id }, { reason: "password_set", now });
    await recordAudit(tx, actor, {
      action: "ram_user.password_set",
      subjectType: "principal",
      subjectId: id,
      accountId: managed.accountId,
      details: { signedOut },
      now,
    });
    return { signedOut };
  });
}
