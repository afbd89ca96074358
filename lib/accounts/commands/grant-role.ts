import { accessAccount } from "@/lib/accounts/access";
import type { GrantRoleInput } from "@/lib/accounts/contract";
import type { Actor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";

/**
 * Lets a RAM user assume a RAM role of the same account; granting it again changes nothing.
 *
 * @throws AppError NOT_FOUND `accounts.no_such_account`, `accounts.no_such_ram_user`, `accounts.no_such_ram_role`;
 *   FORBIDDEN `accounts.may_not_administer`.
 */
export async function grantRole(actor: Actor, input: GrantRoleInput, { now }: At): Promise<void> {
  await inTransaction(async (tx) => {
    const account = await accessAccount(tx, actor, { alias: input.alias }, "administer");
    const find = (kind: "ram_user" | "ram_role", name: string) =>
      tx.principal.findFirst({ where: { accountId: account.id, kind, name }, select: { id: true } });
    const user = await find("ram_user", input.user);
    if (!user)
      throw new AppError("NOT_FOUND", "accounts.no_such_ram_user", { details: { name: input.user } });
    const role = await find("ram_role", input.role);
    if (!role)
      throw new AppError("NOT_FOUND", "accounts.no_such_ram_role", { details: { name: input.role } });
    const made = await tx.roleGrant.createMany({
      data: { accountId: account.id, userId: user.id, roleId: role.id },
      skipDuplicates: true,
    });
    if (made.count === 0) return;
    await recordAudit(tx, actor, {
      action: "ram_role.granted",
      subjectType: "principal",
      subjectId: role.id,
      accountId: account.id,
      details: { userId: user.id },
      now,
    });
  });
}
