import { randomUUID } from "node:crypto";
import { assumeRole } from "@/lib/accounts/commands/assume-role";
import { createRamRole } from "@/lib/accounts/commands/create-ram-role";
import { createRamUser } from "@/lib/accounts/commands/create-ram-user";
import { grantRole } from "@/lib/accounts/commands/grant-role";
import { signInPrincipal } from "@/lib/accounts/commands/sign-in-principal";
import type { ConsoleActor, PrincipalPermission } from "@/lib/actor/actor";
import { prisma } from "@/lib/db/prisma";
import { findActor } from "@/lib/identity/queries/find-actor";
import { aPrincipal, PASSWORD } from "@/lib/testing/second-factor-world";

export type ConsoleWorld = Awaited<ReturnType<typeof aConsole>>;

const at = () => ({ now: new Date() });

const find = (sessionId: string) => findActor("console", sessionId, new Date());

async function alive(sessionId: string | null): Promise<ConsoleActor> {
  const actor = await find(sessionId ?? "");
  if (!actor) throw new Error("the session is nobody's");
  return actor;
}

/** Everything of the account that somebody might change, to show that nothing was. */
async function stateOf(accountId: string) {
  return {
    principals: await prisma().principal.findMany({ where: { accountId }, orderBy: { id: "asc" } }),
    grants: await prisma().roleGrant.findMany({ where: { accountId } }),
    ended: await prisma().session.count({ where: { accountId, revokedAt: { not: null } } }),
    acts: await prisma().auditEvent.count({ where: { accountId } }),
  };
}

/** An account whose primary account has signed in to the console, and what makes and finds others there. */
export async function aConsole() {
  const { alias, actor: primary } = await aPrincipal(new Date());
  const { accountId } = primary;

  async function signIn(name: string, password = PASSWORD): Promise<ConsoleActor> {
    const from = { ...at(), address: randomUUID() };
    const { sessionId } = await signInPrincipal({ name: `${name}@${alias}`, password }, from);
    return alive(sessionId);
  }

  return {
    alias,
    primary,
    find,
    signIn,
    state: () => stateOf(accountId),
    /** A RAM user, signed in. */
    aUser: async (name: string, permissions?: PrincipalPermission[]) => {
      await createRamUser(primary, { alias, name, password: PASSWORD, permissions }, at());
      return signIn(name);
    },
    aRole: async (name: string, permissions: PrincipalPermission[], ...users: string[]) => {
      const { principalId } = await createRamRole(primary, { alias, name, permissions }, at());
      for (const user of users) await grantRole(primary, { alias, user, role: name }, at());
      return principalId;
    },
    /** Who acts once the role is assumed. */
    under: async (actor: ConsoleActor, roleId: string) =>
      alive((await assumeRole(actor, { roleId }, at())).sessionId),
    /** The newest act on record but signing in and out. */
    lastAct: () =>
      prisma().auditEvent.findFirst({
        where: { accountId, NOT: { action: { startsWith: "session." } } },
        orderBy: { id: "desc" },
        select: { action: true, actorId: true, assumedRoleId: true, subjectId: true, details: true },
      }),
  };
}
