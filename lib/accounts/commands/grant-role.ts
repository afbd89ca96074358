import { accessPrincipal, accessPrincipals } from "@/lib/accounts/access";
import type { GrantRoleInput } from "@/lib/accounts/contract";
import type { Actor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";

/**
 * Lets a RAM user assume a RAM role of the same account; granting it again changes nothing.
 *
 * @throws AppError NOT_FOUND `accounts.no_such_ram_user`, `accounts.no_such_ram_role`; what `accessPrincipals` and
 *   `accessPrincipal` do.
 */
export async function grantRole(actor: Actor, input: GrantRoleInput, { now }: At): Promise<void> {
  await inTransaction(async (tx) => {
    const managed = await accessPrincipals(tx, actor, { alias: input.alias, now });
    const { accountId } = managed;
    const user = await accessPrincipal(tx, managed, { name: input.user, kind: "ram_user" });
    const role = await accessPrincipal(tx, managed, { name: input.role, kind: "ram_role" });
    const made = await tx.roleGrant.createMany({
      data: { accountId, userId: user.id, roleId: role.id },
      skipDuplicates: true,
    });
    if (made.count === 0) return;
    await recordAudit(tx, actor, {
      action: "ram_role.granted",
      subjectType: "principal",
      subjectId: role.id,
      accountId,
      details: { userId: user.id },
      now,
    });
  });
}
