import { accessAccount } from "@/lib/accounts/access";
import {
  type ListPrincipalsInput,
  principalPermissions,
  type PrincipalsView,
  type PrincipalView,
} from "@/lib/accounts/contract";
import { signInNameOf } from "@/lib/accounts/internal/sign-in-name";
import { accountPolicy, isOwn, mayAllOf } from "@/lib/accounts/policy";
import type { ConsoleActor, PrincipalPermission } from "@/lib/actor/actor";
import { prisma } from "@/lib/db/prisma";

/**
 * Everybody who acts for the account of who is at the console: the primary account, then RAM users, then RAM roles, by name,
 * and what the reader may change of it. Who may change nothing sees the same.
 */
export async function listPrincipals(
  actor: ConsoleActor,
  _input: ListPrincipalsInput,
): Promise<PrincipalsView> {
  const account = await accessAccount(prisma(), actor, { id: actor.accountId }, "read");
  const [rows, signIns] = await Promise.all([rowsOf(account.id), signInsOf(account.id)]);
  const manages = accountPolicy.managePrincipals(actor, account);
  const principals = rows.map((row): PrincipalView => {
    const { id, kind, name, disabledAt, secondFactor, assumes, assumedBy } = row;
    return {
      id,
      kind,
      name,
      signInName: kind === "ram_role" ? null : signInNameOf(row, account),
      isDisabled: disabledAt !== null,
      permissions: kind === "primary" ? principalPermissions : row.permissions,
      hasSecondFactor: (secondFactor?.confirmedAt ?? null) !== null,
      signedInAt: signIns.get(id)?.toISOString() ?? null,
      grants: [...assumes.map(({ role }) => role.name), ...assumedBy.map(({ user }) => user.name)],
      mayManage: manages && kind !== "primary" && !isOwn(actor, id) && mayAllOf(actor, reachOf(row)),
    };
  });
  return { alias: account.alias, principals };
}

type Row = Awaited<ReturnType<typeof rowsOf>>[number];

/** What they may do, by themselves or under a role. */
const reachOf = ({ permissions, assumes }: Row): PrincipalPermission[] => [
  ...permissions,
  ...assumes.flatMap(({ role }) => role.permissions),
];

async function rowsOf(accountId: string) {
  return prisma().principal.findMany({
    where: { accountId },
    select: {
      id: true,
      kind: true,
      name: true,
      permissions: true,
      disabledAt: true,
      secondFactor: { select: { confirmedAt: true } },
      assumes: {
        select: { role: { select: { name: true, permissions: true } } },
        orderBy: { role: { name: "asc" } },
      },
      assumedBy: { select: { user: { select: { name: true } } }, orderBy: { user: { name: "asc" } } },
    },
    orderBy: [{ kind: "asc" }, { name: "asc" }],
  });
}

/** When each last signed in; of a role, when it was last assumed. */
async function signInsOf(accountId: string): Promise<Map<string, Date>> {
  const rows = await prisma().$queryRaw<{ id: string; newest: Date }[]>`
    SELECT who.id, max(s.created_at) AS newest
    FROM session s CROSS JOIN LATERAL (VALUES (s.principal_id), (s.assumed_role_id)) AS who (id)
    WHERE s.principal_id IN (SELECT id FROM principal WHERE account_id = ${accountId}::uuid) AND who.id IS NOT NULL
    GROUP BY who.id`;
  return new Map(rows.map(({ id, newest }) => [id, newest]));
}
