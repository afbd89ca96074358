import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { assumeRole } from "@/lib/accounts/commands/assume-role";
import { createAccount } from "@/lib/accounts/commands/create-account";
import { createRamRole } from "@/lib/accounts/commands/create-ram-role";
import { createRamUser } from "@/lib/accounts/commands/create-ram-user";
import { grantRole } from "@/lib/accounts/commands/grant-role";
import { leaveRole } from "@/lib/accounts/commands/leave-role";
import { signInPrincipal } from "@/lib/accounts/commands/sign-in-principal";
import { getConsoleIdentity } from "@/lib/accounts/queries/get-console-identity";
import type { ConsoleActor } from "@/lib/actor/actor";
import { prisma } from "@/lib/db/prisma";
import { hashPassword } from "@/lib/identity/passwords";
import { findActor } from "@/lib/identity/queries/find-actor";

const operator = { kind: "system", name: "test" } as const;
const PASSWORD = "a long enough password";
const at = () => ({ now: new Date(), address: randomUUID() });

type Account = { alias: string; accountId: string; userId: string; roleId: string };

async function anAccountWithRam(): Promise<Account> {
  const alias = `a-${randomUUID().slice(0, 12)}`;
  const { accountId } = await createAccount(operator, { alias, name: "Customer", password: PASSWORD }, at());
  const user = await createRamUser(operator, { alias, name: "Ops", password: `${PASSWORD} of ops` }, at());
  const role = await createRamRole(operator, { alias, name: "channel-admin" }, at());
  return { alias, accountId, userId: user.principalId, roleId: role.principalId };
}

async function signIn(name: string, password: string, { address } = at()): Promise<ConsoleActor> {
  const { sessionId } = await signInPrincipal({ name, password }, { ...at(), address });
  return alive(sessionId ?? "");
}
async function alive(sessionId: string): Promise<ConsoleActor> {
  const actor = await findActor("console", sessionId, new Date());
  if (!actor) throw new Error("the session is nobody's");
  return actor;
}
const asOps = ({ alias }: Account) => signIn(`Ops@${alias}`, `${PASSWORD} of ops`);

let account: Account;
beforeAll(async () => {
  account = await anAccountWithRam();
  await grantRole(operator, { alias: account.alias, user: "Ops", role: "channel-admin" }, at());
});

describe("signing in", () => {
  it("lets the primary account in by its alias, however it is written", async () => {
    const actor = await signIn(account.alias.toUpperCase(), PASSWORD);

    expect(actor).toMatchObject({ accountId: account.accountId, assumedRoleId: null });
    expect(await getConsoleIdentity(actor)).toMatchObject({
      accountName: "Customer",
      signInName: account.alias,
      kind: "primary",
      roles: [],
    });
  });

  it("lets a RAM user in by name and alias", async () => {
    const actor = await asOps(account);

    expect(actor).toMatchObject({ principalId: account.userId, accountId: account.accountId });
    expect(await getConsoleIdentity(actor)).toEqual({
      accountName: "Customer",
      signInName: `Ops@${account.alias}`,
      kind: "ram_user",
      assumedRole: null,
      roles: [{ id: account.roleId, name: "channel-admin" }],
      permissions: ["channels"],
      others: {
        data: { users: [account.alias], roles: [] },
        principals: { users: [account.alias], roles: [] },
      },
    });
  });

  it.each([
    ["a wrong password", ({ alias }: Account) => [alias, "wrong password"]],
    [
      "the RAM user's password for the primary account",
      ({ alias }: Account) => [alias, `${PASSWORD} of ops`],
    ],
    ["the primary account spelt as a RAM user", ({ alias }: Account) => [`${alias}@${alias}`, PASSWORD]],
    ["a RAM role", ({ alias }: Account) => [`channel-admin@${alias}`, PASSWORD]],
    ["a RAM user without its account", () => ["Ops", `${PASSWORD} of ops`]],
    ["nobody's name", () => ["@", PASSWORD]],
  ])("refuses %s", async (_what, tried) => {
    const [name = "", password = ""] = tried(account);

    await expect(signInPrincipal({ name, password }, at())).rejects.toMatchObject({
      code: "UNAUTHENTICATED",
      reason: "identity.wrong_credentials",
    });
  });

  it("refuses a RAM user of another account with the same name", async () => {
    const other = await anAccountWithRam();
    await prisma().principal.update({
      where: { id: other.userId },
      data: { passwordHash: await hashPassword("another password") },
    });

    await expect(signIn(`Ops@${other.alias}`, `${PASSWORD} of ops`)).rejects.toMatchObject({
      code: "UNAUTHENTICATED",
    });
  });

  it("refuses a disabled RAM user, and ends what they had open", async () => {
    const own = await anAccountWithRam();
    const { sessionId } = await asOps(own);
    await prisma().principal.update({ where: { id: own.userId }, data: { disabledAt: new Date() } });

    await expect(asOps(own)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    expect(await findActor("console", sessionId, new Date())).toBeNull();
  });

  it("locks a name after five failures", async () => {
    const { alias } = await anAccountWithRam();
    const from = at();
    for (let time = 0; time < 5; time += 1)
      await signIn(alias, "wrong password", from).catch(() => undefined);

    await expect(signIn(alias, PASSWORD, from)).rejects.toMatchObject({
      code: "RATE_LIMITED",
      retryAfterSeconds: 30,
    });
  });
});

describe("a RAM role", () => {
  it("is assumed and left; audit holds both identities, and the earlier sessions are over", async () => {
    const user = await asOps(account);
    const assumed = await alive((await assumeRole(user, { roleId: account.roleId }, at())).sessionId);
    expect(assumed).toMatchObject({ principalId: account.userId, assumedRoleId: account.roleId });
    expect((await getConsoleIdentity(assumed)).assumedRole).toEqual({
      id: account.roleId,
      name: "channel-admin",
    });

    const back = await alive((await leaveRole(assumed, {}, at())).sessionId);

    expect(back).toMatchObject({ principalId: account.userId, assumedRoleId: null });
    expect(await findActor("console", user.sessionId, new Date())).toBeNull();
    expect(await findActor("console", assumed.sessionId, new Date())).toBeNull();
    const event = await prisma().auditEvent.findFirst({ where: { subjectId: assumed.sessionId } });
    expect(event).toMatchObject({
      action: "ram_role.assumed",
      actorId: account.userId,
      assumedRoleId: account.roleId,
      accountId: account.accountId,
    });
  });

  it("prolongs nothing: the session ends when the first one would have", async () => {
    const user = await asOps(account);
    const later = new Date(Date.now() + 60 * 60 * 1_000);

    const { sessionId } = await assumeRole(user, { roleId: account.roleId }, { now: later });

    const ends = await prisma().session.findMany({
      where: { id: { in: [user.sessionId, sessionId] } },
      select: { expiresAt: true },
    });
    expect(ends[0]?.expiresAt).toEqual(ends[1]?.expiresAt);
  });

  it("is refused when it is not granted, another account's, disabled, or no role at all", async () => {
    const other = await anAccountWithRam();
    const user = await asOps(other);
    const refused = { code: "NOT_FOUND", reason: "accounts.role_not_granted" };
    for (const roleId of [other.roleId, account.roleId, other.userId, randomUUID()])
      await expect(assumeRole(user, { roleId }, at())).rejects.toMatchObject(refused);

    await grantRole(operator, { alias: other.alias, user: "Ops", role: "channel-admin" }, at());
    await prisma().principal.update({ where: { id: other.roleId }, data: { disabledAt: new Date() } });
    await expect(assumeRole(user, { roleId: other.roleId }, at())).rejects.toMatchObject(refused);
    expect(await findActor("console", user.sessionId, new Date())).not.toBeNull();
  });

  it("ends with its grant", async () => {
    const own = await anAccountWithRam();
    await grantRole(operator, { alias: own.alias, user: "Ops", role: "channel-admin" }, at());
    const { sessionId } = await assumeRole(await asOps(own), { roleId: own.roleId }, at());
    await alive(sessionId);

    await prisma().roleGrant.deleteMany({ where: { userId: own.userId } });

    expect(await findActor("console", sessionId, new Date())).toBeNull();
  });

  it("is assumed once when pressed twice, and never from a session that is over", async () => {
    const user = await asOps(account);

    const results = await Promise.allSettled([
      assumeRole(user, { roleId: account.roleId }, at()),
      assumeRole(user, { roleId: account.roleId }, at()),
    ]);

    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expect(leaveRole(user, {}, at())).rejects.toMatchObject({
      code: "UNAUTHENTICATED",
      reason: "identity.session_ended",
    });
  });
});
