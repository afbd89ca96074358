import type { CreateAccountInput } from "@/lib/accounts/contract";
import { accountPolicy } from "@/lib/accounts/policy";
import type { Actor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import { newId } from "@/lib/db/new-id";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { hashPassword } from "@/lib/identity/passwords";

/**
 * Makes a customer's cloud account with its primary principal, who signs in to the console by the alias.
 *
 * @throws AppError FORBIDDEN `accounts.may_not_administer`; CONFLICT `accounts.alias_taken`.
 */
export async function createAccount(
  actor: Actor,
  input: CreateAccountInput,
  { now }: At,
): Promise<{ accountId: string; alias: string }> {
  if (!accountPolicy.administer(actor)) throw new AppError("FORBIDDEN", "accounts.may_not_administer");
  const passwordHash = await hashPassword(input.password);
  const { alias, name } = input;
  return inTransaction(async (tx) => {
    const accountId = newId();
    const made = await tx.account.createMany({
      data: { id: accountId, name, alias, createdAt: now },
      skipDuplicates: true,
    });
    if (made.count === 0) throw new AppError("CONFLICT", "accounts.alias_taken", { details: { alias } });
    await tx.principal.create({
      data: { id: newId(), accountId, kind: "primary", name: alias, passwordHash, createdAt: now },
    });
    await recordAudit(tx, actor, {
      action: "account.created",
      subjectType: "account",
      subjectId: accountId,
      accountId,
      details: { alias },
      now,
    });
    return { accountId, alias };
  });
}
