import { type AccountAbility, accountPolicy, isOwn, mayAllOf } from "@/lib/accounts/policy";
import type { Actor, PrincipalPermission } from "@/lib/actor/actor";
import type { Db, Tx } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";
import { actorAsOfNow } from "@/lib/identity/actor-as-of-now";
import { requireRecentSecondFactor } from "@/lib/identity/require-recent-second-factor";

const reasonOf: Record<AccountAbility, string> = {
  read: "accounts.may_not_read",
  administer: "accounts.may_not_administer",
  managePrincipals: "accounts.may_not_manage_principals",
};

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
  if (!accountPolicy[ability](actor, account)) throw new AppError("FORBIDDEN", reasonOf[ability]);
  return account;
}

/** An account whose users and roles are being changed, and who does it, with what they may do at this moment. */
export type Managed = { accountId: string; manager: Actor };

/**
 * Shows that `actor` may change users and roles of the account now. Whoever changes some there waits for whoever does the
 * same at this moment, and is asked anew what they may do: nobody gives what was just taken from them.
 *
 * @throws AppError what `accessAccount`, `actorAsOfNow` and `requireRecentSecondFactor` do.
 */
export async function accessPrincipals(
  tx: Tx,
  actor: Actor,
  { alias, now }: { alias: string; now: Date },
): Promise<Managed> {
  const { id } = await accessAccount(tx, actor, { alias }, "managePrincipals");
  await tx.$queryRaw`SELECT id FROM account WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  const manager = await actorAsOfNow(tx, actor, now);
  await accessAccount(tx, manager, { id }, "managePrincipals");
  await requireRecentSecondFactor(tx, manager, now);
  return { accountId: id, manager };
}

/**
 * Asks that somebody may do all of this themselves before they give it.
 *
 * @throws AppError FORBIDDEN `accounts.more_than_own`.
 */
export function requireAllOf(manager: Actor, permissions: readonly PrincipalPermission[]): void {
  if (!mayAllOf(manager, permissions)) throw new AppError("FORBIDDEN", "accounts.more_than_own");
}

type Named = { name: string; kind?: "ram_user" | "ram_role" };

/**
 * The RAM user or role with this name, once the manager is shown to be allowed to change it: the only way from a name to one.
 * The primary account is nobody's to change, oneself neither; who may do more, by what is granted to them too, is for those
 * who may as much.
 *
 * @throws AppError NOT_FOUND `accounts.no_such_principal`, or `accounts.no_such_<kind>` where one is asked for; FORBIDDEN
 *   `accounts.primary_account`, `accounts.own_principal`, `accounts.more_than_own`.
 */
export async function accessPrincipal(tx: Tx, { accountId, manager }: Managed, { name, kind }: Named) {
  const principal = await tx.principal.findUnique({
    where: { accountId_name: { accountId, name } },
    select: {
      id: true,
      kind: true,
      permissions: true,
      disabledAt: true,
      assumes: { select: { role: { select: { permissions: true } } } },
    },
  });
  if (!principal || (kind !== undefined && principal.kind !== kind))
    throw new AppError("NOT_FOUND", `accounts.no_such_${kind ?? "principal"}`, { details: { name } });
  const { id, permissions, disabledAt, assumes } = principal;
  if (principal.kind === "primary") throw new AppError("FORBIDDEN", "accounts.primary_account");
  if (isOwn(manager, id)) throw new AppError("FORBIDDEN", "accounts.own_principal");
  requireAllOf(manager, [...permissions, ...assumes.flatMap(({ role }) => role.permissions)]);
  return { id, kind: principal.kind, permissions, disabledAt };
}
