import { accessPrincipals, requireAllOf } from "@/lib/accounts/access";
import type { Actor, PrincipalPermission } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import { newId } from "@/lib/db/new-id";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";

type NewPrincipal = {
  alias: string;
  kind: "ram_user" | "ram_role";
  name: string;
  passwordHash: string | null;
  permissions?: PrincipalPermission[] | undefined;
};

/** "RAM users and RAM roles can also perform this activation" (manual, note). */
const usual: PrincipalPermission[] = ["channels"];

/** Makes a RAM user or role; the unique name in the account decides between two at once. */
export async function createPrincipal(
  actor: Actor,
  { alias, kind, name, passwordHash, permissions = usual }: NewPrincipal,
  now: Date,
): Promise<{ principalId: string }> {
  return inTransaction(async (tx) => {
    const { accountId, manager } = await accessPrincipals(tx, actor, { alias, now });
    requireAllOf(manager, permissions);
    const principalId = newId();
    const made = await tx.principal.createMany({
      data: { id: principalId, accountId, kind, name, passwordHash, permissions, createdAt: now },
      skipDuplicates: true,
    });
    if (made.count === 0)
      throw new AppError("CONFLICT", "accounts.principal_name_taken", { details: { name } });
    await recordAudit(tx, actor, {
      action: `${kind}.created`,
      subjectType: "principal",
      subjectId: principalId,
      accountId,
      details: { permissions: permissions.join(",") },
      now,
    });
    return { principalId };
  });
}
