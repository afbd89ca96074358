import { type AccountAbility, accountPolicy } from "@/lib/accounts/policy";
import type { Actor } from "@/lib/actor/actor";
import type { Db } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";

/**
 * The account of this alias or id, once `actor` is shown to hold `ability` over it: the only way to an account.
 *
 * @throws AppError NOT_FOUND `accounts.no_such_account` for a stranger; FORBIDDEN `accounts.may_not_<ability>`.
 */
export async function accessAccount(
  db: Db,
  actor: Actor,
  which: { alias: string } | { id: string },
  ability: AccountAbility,
) {
  const account = await db.account.findUnique({
    where: which,
    select: { id: true, name: true, alias: true },
  });
  if (!account || !accountPolicy.read(actor, account))
    throw new AppError("NOT_FOUND", "accounts.no_such_account");
  if (!accountPolicy[ability](actor, account)) throw new AppError("FORBIDDEN", `accounts.may_not_${ability}`);
  return account;
}
