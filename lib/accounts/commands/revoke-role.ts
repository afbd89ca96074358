import { accessPrincipal, accessPrincipals } from "@/lib/accounts/access";
import type { GrantRoleInput } from "@/lib/accounts/contract";
import type { Actor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import { endSessionsOf } from "@/lib/identity/end-sessions-of";

/**
 * Takes a RAM role from a RAM user. Their sessions under it end at once; what they may do by themselves stays. Of a role
 * that was not granted it changes nothing.
 *
 * @throws AppError NOT_FOUND `accounts.no_such_ram_user`, `accounts.no_such_ram_role`; what `accessPrincipals` and
 *   `accessPrincipal` do.
 */
export async function revokeRole(actor: Actor, input: GrantRoleInput, { now }: At): Promise<void> {
  await inTransaction(async (tx) => {
    const managed = await accessPrincipals(tx, actor, { alias: input.alias, now });
    const user = await accessPrincipal(tx, managed, { name: input.user, kind: "ram_user" });
    const role = await accessPrincipal(tx, managed, { name: input.role, kind: "ram_role" });
    // Waits for who assumes it at this moment (`assumeRole`), whose session is then ended with the others.
    const gone = await tx.roleGrant.deleteMany({ where: { userId: user.id, roleId: role.id } });
    if (gone.count === 0) return;
    const under = { principalId: user.id, assumedRoleId: role.id };
    const signedOut = await endSessionsOf(tx, under, { reason: "role_revoked", now });
    await recordAudit(tx, actor, {
      action: "ram_role.revoked",
      subjectType: "principal",
      subjectId: role.id,
      accountId: managed.accountId,
      details: { userId: user.id, signedOut },
      now,
    });
  });
}
