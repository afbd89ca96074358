import { accessPrincipal, accessPrincipals } from "@/lib/accounts/access";
import type { PrincipalInput } from "@/lib/accounts/contract";
import type { Actor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import { endSessionsOf } from "@/lib/identity/end-sessions-of";

/**
 * Switches a RAM user or role off: the user's sessions, or all under the role, end at once, and nobody signs in as the one or
 * assumes the other. Channels they added are the account's and stay. Of who is off already it changes nothing.
 *
 * @throws what `accessPrincipals` and `accessPrincipal` do.
 */
export async function disablePrincipal(
  actor: Actor,
  { alias, name }: PrincipalInput,
  { now }: At,
): Promise<{ signedOut: number }> {
  return inTransaction(async (tx) => {
    const managed = await accessPrincipals(tx, actor, { alias, now });
    const { id, kind, disabledAt } = await accessPrincipal(tx, managed, { name });
    if (disabledAt !== null) return { signedOut: 0 };
    await tx.principal.update({ where: { id }, data: { disabledAt: now } });
    const whose = kind === "ram_user" ? { principalId: id } : { assumedRoleId: id };
    const signedOut = await endSessionsOf(tx, whose, { reason: "account_disabled", now });
    await recordAudit(tx, actor, {
      action: kind === "ram_user" ? "ram_user.disabled" : "ram_role.disabled",
      subjectType: "principal",
      subjectId: id,
      accountId: managed.accountId,
      details: { signedOut },
      now,
    });
    return { signedOut };
  });
}
