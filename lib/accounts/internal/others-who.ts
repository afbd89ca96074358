import type { ConsoleIdentityView } from "@/lib/accounts/contract";
import { signInNameOf } from "@/lib/accounts/internal/sign-in-name";
import type { PrincipalPermission } from "@/lib/actor/actor";
import { prisma } from "@/lib/db/prisma";

type Role = { name: string; permissions: readonly PrincipalPermission[] };

/** Nobody asks more than a few. */
const NAMED = 4;

/** Of each of these permissions who in the account has it, the primary account first, and which of `roles` do. */
export async function othersWho(
  accountId: string,
  missing: readonly PrincipalPermission[],
  roles: readonly Role[],
): Promise<ConsoleIdentityView["others"]> {
  if (missing.length === 0) return {};
  const holders = await prisma().principal.findMany({
    where: {
      accountId,
      disabledAt: null,
      OR: [{ kind: "primary" }, { kind: "ram_user", permissions: { hasSome: [...missing] } }],
    },
    select: { kind: true, name: true, permissions: true, account: { select: { alias: true } } },
    orderBy: [{ kind: "asc" }, { name: "asc" }],
  });
  const whoMay = (permission: PrincipalPermission) => ({
    users: holders
      .filter(({ kind, permissions }) => kind === "primary" || permissions.includes(permission))
      .slice(0, NAMED)
      .map((holder) => signInNameOf(holder, holder.account)),
    roles: roles.filter(({ permissions }) => permissions.includes(permission)).map(({ name }) => name),
  });
  return Object.fromEntries(missing.map((permission) => [permission, whoMay(permission)]));
}
