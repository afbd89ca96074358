import { beforeEach, describe, expect, it } from "vitest";
import { assumeRole } from "@/lib/accounts/commands/assume-role";
import { createRamUser } from "@/lib/accounts/commands/create-ram-user";
import { disablePrincipal } from "@/lib/accounts/commands/disable-principal";
import { enablePrincipal } from "@/lib/accounts/commands/enable-principal";
import { grantRole } from "@/lib/accounts/commands/grant-role";
import { resetPrincipalSecondFactor } from "@/lib/accounts/commands/reset-principal-second-factor";
import { revokeRole } from "@/lib/accounts/commands/revoke-role";
import { setPermissions } from "@/lib/accounts/commands/set-permissions";
import { setRamUserPassword } from "@/lib/accounts/commands/set-ram-user-password";
import { getConsoleIdentity } from "@/lib/accounts/queries/get-console-identity";
import { listPrincipals } from "@/lib/accounts/queries/list-principals";
import type { ConsoleActor, PrincipalPermission } from "@/lib/actor/actor";
import { prisma } from "@/lib/db/prisma";
import { enrolled, midStep, PASSWORD } from "@/lib/testing/second-factor-world";
import { aConsole, type ConsoleWorld } from "@/lib/testing/console-world";

const at = () => ({ now: new Date() });
const ALL: PrincipalPermission[] = ["channels", "data", "principals"];

let world: ConsoleWorld;
let alias: string;
let primary: ConsoleActor;

beforeEach(async () => {
  world = await aConsole();
  ({ alias, primary } = world);
});

describe("what they may do", () => {
  it("is everything for the primary account, whatever its row says, and channels for who is new", async () => {
    await prisma().principal.update({ where: { id: primary.principalId }, data: { permissions: [] } });
    const user = await world.aUser("ops");

    expect((await world.find(primary.sessionId))?.permissions).toEqual(ALL);
    expect(user.permissions).toEqual(["channels"]);
    expect((await getConsoleIdentity(user)).others).toEqual({
      data: { users: [alias], roles: [] },
      principals: { users: [alias], roles: [] },
    });
  });

  it("changes at once for who is signed in, and is on record with what it was", async () => {
    const user = await world.aUser("ops");
    await setPermissions(primary, { alias, name: "ops", permissions: ["data", "channels"] }, at());

    expect((await world.find(user.sessionId))?.permissions).toEqual(["data", "channels"]);
    expect(await world.lastAct()).toEqual({
      action: "ram_user.permissions_set",
      actorId: primary.principalId,
      assumedRoleId: null,
      subjectId: user.principalId,
      details: { permissions: "channels,data", before: { permissions: "channels" } },
    });
    const before = await world.state();
    await setPermissions(primary, { alias, name: "ops", permissions: ["channels", "data"] }, at());
    expect(await world.state()).toEqual(before);
  });

  it("is the role's while one is assumed, not the user's", async () => {
    const user = await world.aUser("ops", ["channels", "principals"]);
    const roleId = await world.aRole("exporter", ["data"], "ops");
    const acting = await world.under(user, roleId);

    expect(acting.permissions).toEqual(["data"]);
    await expect(createRamUser(acting, { alias, name: "x", password: PASSWORD }, at())).rejects.toMatchObject(
      { code: "FORBIDDEN", reason: "accounts.may_not_manage_principals" },
    );
    expect((await getConsoleIdentity(acting)).others.principals?.users).toEqual([alias, `ops@${alias}`]);
  });
});

describe("the list", () => {
  it("shows everybody the same, and what the reader may change", async () => {
    const manager = await world.aUser("boss", ["channels", "principals"]);
    const reader = await world.aUser("reader", []);
    await world.aUser("exporter", ["data"]);
    await world.aRole("helper", ["channels"], "reader");
    const shown = await listPrincipals(manager, {});

    expect(shown.principals.map(({ name, mayManage }) => [name, mayManage])).toEqual([
      [alias, false],
      ["boss", false],
      ["exporter", false],
      ["reader", true],
      ["helper", true],
    ]);
    expect(shown.principals.find(({ name }) => name === "reader")).toMatchObject({
      signInName: `reader@${alias}`,
      permissions: [],
      hasSecondFactor: false,
      grants: ["helper"],
    });
    expect(shown.principals.find(({ name }) => name === "helper")).toMatchObject({
      signInName: null,
      grants: ["reader"],
      signedInAt: null,
    });
    const plain = await listPrincipals(reader, {});
    expect(plain.principals.map(({ name }) => name)).toEqual(shown.principals.map(({ name }) => name));
    expect(plain.principals.some(({ mayManage }) => mayManage)).toBe(false);
  });
});

describe("cutting off", () => {
  it("ends a disabled user's sessions at once, and their channels and acts stay the account's", async () => {
    const user = await world.aUser("ops");
    await disablePrincipal(primary, { alias, name: "ops" }, at());

    expect(await world.find(user.sessionId)).toBeNull();
    await expect(world.signIn("ops")).rejects.toMatchObject({ reason: "identity.wrong_credentials" });
    expect(await world.lastAct()).toMatchObject({ action: "ram_user.disabled", details: { signedOut: 1 } });
    await enablePrincipal(primary, { alias, name: "ops" }, at());
    expect(await world.find(user.sessionId)).toBeNull();
    expect((await world.signIn("ops")).principalId).toBe(user.principalId);
  });

  it("ends the sessions under a role that is disabled, and no others", async () => {
    const user = await world.aUser("ops");
    const roleId = await world.aRole("helper", ["channels"], "ops");
    const plain = await world.signIn("ops");
    const acting = await world.under(user, roleId);
    await disablePrincipal(primary, { alias, name: "helper" }, at());

    expect(await world.find(acting.sessionId)).toBeNull();
    expect(await world.find(plain.sessionId)).not.toBeNull();
    await expect(assumeRole(plain, { roleId }, at())).rejects.toMatchObject({
      reason: "accounts.role_not_granted",
    });
  });

  it("ends the session under a role that is taken back, for good", async () => {
    const user = await world.aUser("ops");
    const roleId = await world.aRole("helper", ["channels"], "ops");
    const acting = await world.under(user, roleId);
    await revokeRole(primary, { alias, user: "ops", role: "helper" }, at());

    expect(await world.find(acting.sessionId)).toBeNull();
    expect(await world.lastAct()).toMatchObject({
      action: "ram_role.revoked",
      subjectId: roleId,
      details: { userId: user.principalId, signedOut: 1 },
    });
    await grantRole(primary, { alias, user: "ops", role: "helper" }, at());
    expect(await world.find(acting.sessionId)).toBeNull();
  });

  it("signs out who gets another password, which alone lets in from then on", async () => {
    const user = await world.aUser("ops");
    const password = "another long password";
    const { signedOut } = await setRamUserPassword(primary, { alias, name: "ops", password }, at());

    expect(signedOut).toBe(1);
    expect(await world.find(user.sessionId)).toBeNull();
    await expect(world.signIn("ops")).rejects.toMatchObject({ reason: "identity.wrong_credentials" });
    expect(await world.signIn("ops", password)).toMatchObject({ principalId: user.principalId });
  });

  it("takes a lost second factor from a RAM user, for who manages users", async () => {
    const manager = await world.aUser("boss", ["channels", "principals"]);
    const now = midStep();
    await enrolled(await world.aUser("ops"), now);
    await resetPrincipalSecondFactor(manager, { alias, user: "ops" }, { now });

    expect(await world.signIn("ops")).toMatchObject({ permissions: ["channels"] });
    await expect(resetPrincipalSecondFactor(primary, { alias }, { now })).rejects.toMatchObject({
      code: "FORBIDDEN",
      reason: "accounts.may_not_administer",
    });
  });
});
