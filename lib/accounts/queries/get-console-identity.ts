import type { ConsoleIdentityView } from "@/lib/accounts/contract";
import type { ConsoleActor } from "@/lib/actor/actor";
import { prisma } from "@/lib/db/prisma";

/** Who is at the console, under which role, and the roles they may assume. */
export async function getConsoleIdentity(actor: ConsoleActor): Promise<ConsoleIdentityView> {
  const principal = await prisma().principal.findUniqueOrThrow({
    where: { id: actor.principalId },
    select: {
      name: true,
      kind: true,
      account: { select: { name: true, alias: true } },
      assumes: {
        where: { role: { disabledAt: null } },
        select: { role: { select: { id: true, name: true } } },
        orderBy: { role: { name: "asc" } },
      },
    },
  });
  const { name, account } = principal;
  const roles = principal.assumes.map(({ role }) => role);
  const isPrimary = principal.kind === "primary";
  return {
    accountName: account.name,
    signInName: isPrimary ? account.alias : `${name}@${account.alias}`,
    kind: isPrimary ? "primary" : "ram_user",
    assumedRole: roles.find(({ id }) => id === actor.assumedRoleId) ?? null,
    roles,
  };
}
