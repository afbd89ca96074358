import { type ConsoleIdentityView, principalPermissions } from "@/lib/accounts/contract";
import { othersWho } from "@/lib/accounts/internal/others-who";
import { signInNameOf } from "@/lib/accounts/internal/sign-in-name";
import type { ConsoleActor } from "@/lib/actor/actor";
import { prisma } from "@/lib/db/prisma";

/** Who is at the console, under which role, the roles they may assume, what they may do, and who may do the rest. */
export async function getConsoleIdentity(actor: ConsoleActor): Promise<ConsoleIdentityView> {
  const principal = await prisma().principal.findUniqueOrThrow({
    where: { id: actor.principalId },
    select: {
      name: true,
      kind: true,
      account: { select: { name: true, alias: true } },
      assumes: {
        where: { role: { disabledAt: null } },
        select: { role: { select: { id: true, name: true, permissions: true } } },
        orderBy: { role: { name: "asc" } },
      },
    },
  });
  const { account } = principal;
  const assumable = principal.assumes.map(({ role }) => role);
  const roles = assumable.map(({ id, name }) => ({ id, name }));
  const missing = principalPermissions.filter((permission) => !actor.permissions.includes(permission));
  return {
    accountName: account.name,
    signInName: signInNameOf(principal, account),
    kind: principal.kind === "primary" ? "primary" : "ram_user",
    assumedRole: roles.find(({ id }) => id === actor.assumedRoleId) ?? null,
    roles,
    permissions: actor.permissions,
    others: await othersWho(actor.accountId, missing, assumable),
  };
}
