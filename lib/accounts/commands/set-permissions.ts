import { accessPrincipal, accessPrincipals, requireAllOf } from "@/lib/accounts/access";
import { principalPermissions, type SetPermissionsInput } from "@/lib/accounts/contract";
import type { Actor, PrincipalPermission } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";

/**
 * Changes what a RAM user or role may do. It holds from the commit on, for who is signed in too: every request reads it anew.
 * What they may do already changes nothing.
 *
 * @throws AppError FORBIDDEN `accounts.more_than_own`; what `accessPrincipals` and `accessPrincipal` do.
 */
export async function setPermissions(
  actor: Actor,
  { alias, name, permissions }: SetPermissionsInput,
  { now }: At,
): Promise<void> {
  await inTransaction(async (tx) => {
    const managed = await accessPrincipals(tx, actor, { alias, now });
    const principal = await accessPrincipal(tx, managed, { name });
    requireAllOf(managed.manager, permissions);
    const [before, after] = [inOrder(principal.permissions), inOrder(permissions)];
    if (before === after) return;
    await tx.principal.update({ where: { id: principal.id }, data: { permissions } });
    await recordAudit(tx, actor, {
      action: principal.kind === "ram_user" ? "ram_user.permissions_set" : "ram_role.permissions_set",
      subjectType: "principal",
      subjectId: principal.id,
      accountId: managed.accountId,
      details: { permissions: after },
      before: { permissions: before },
      now,
    });
  });
}

const inOrder = (permissions: readonly PrincipalPermission[]): string =>
  principalPermissions.filter((permission) => permissions.includes(permission)).join(",");
