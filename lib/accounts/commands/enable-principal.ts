import { accessPrincipal, accessPrincipals } from "@/lib/accounts/access";
import type { PrincipalInput } from "@/lib/accounts/contract";
import type { Actor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";

/**
 * Lets a RAM user who was switched off sign in again, or a RAM role be assumed again; of one that is on it changes nothing.
 *
 * @throws what `accessPrincipals` and `accessPrincipal` do.
 */
export async function enablePrincipal(
  actor: Actor,
  { alias, name }: PrincipalInput,
  { now }: At,
): Promise<void> {
  await inTransaction(async (tx) => {
    const managed = await accessPrincipals(tx, actor, { alias, now });
    const { id, kind, disabledAt } = await accessPrincipal(tx, managed, { name });
    if (disabledAt === null) return;
    await tx.principal.update({ where: { id }, data: { disabledAt: null } });
    await recordAudit(tx, actor, {
      action: kind === "ram_user" ? "ram_user.enabled" : "ram_role.enabled",
      subjectType: "principal",
      subjectId: id,
      accountId: managed.accountId,
      now,
    });
  });
}
