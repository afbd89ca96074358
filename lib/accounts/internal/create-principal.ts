import { accessAccount } from "@/lib/accounts/access";
import type { Actor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import { newId } from "@/lib/db/new-id";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";

type NewPrincipal = {
  alias: string;
  kind: "ram_user" | "ram_role";
  name: string;
  passwordHash: string | null;
};

/** Makes a RAM user or role; the unique name in the account decides between two at once. */
export async function createPrincipal(
  actor: Actor,
  { alias, kind, name, passwordHash }: NewPrincipal,
  now: Date,
): Promise<{ principalId: string }> {
  return inTransaction(async (tx) => {
    const account = await accessAccount(tx, actor, { alias }, "administer");
    const principalId = newId();
    const made = await tx.principal.createMany({
      data: { id: principalId, accountId: account.id, kind, name, passwordHash, createdAt: now },
      skipDuplicates: true,
    });
    if (made.count === 0)
      throw new AppError("CONFLICT", "accounts.principal_name_taken", { details: { name } });
    await recordAudit(tx, actor, {
      action: `${kind}.created`,
      subjectType: "principal",
      subjectId: principalId,
      accountId: account.id,
      now,
    });
    return { principalId };
  });
}
