import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { createAccount } from "@/lib/accounts/commands/create-account";
import { createRamRole } from "@/lib/accounts/commands/create-ram-role";
import { createRamUser } from "@/lib/accounts/commands/create-ram-user";
import { disablePrincipal } from "@/lib/accounts/commands/disable-principal";
import { grantRole } from "@/lib/accounts/commands/grant-role";
import { resetPrincipalSecondFactor } from "@/lib/accounts/commands/reset-principal-second-factor";
import { setPermissions } from "@/lib/accounts/commands/set-permissions";
import { setRamUserPassword } from "@/lib/accounts/commands/set-ram-user-password";
import type { ConsoleActor, PrincipalPermission } from "@/lib/actor/actor";
import { codeOf, enrolled, midStep, PASSWORD } from "@/lib/testing/second-factor-world";
import { aConsole, type ConsoleWorld } from "@/lib/testing/console-world";

const system = { kind: "system", name: "test" } as const;
const at = () => ({ now: new Date() });
const ALL: PrincipalPermission[] = ["channels", "data", "principals"];

let world: ConsoleWorld;
let alias: string;
let primary: ConsoleActor;

beforeEach(async () => {
  world = await aConsole();
  ({ alias, primary } = world);
});

describe("taking more than one has", () => {
  type Attempt = (manager: ConsoleActor) => Promise<unknown>;
  const attempts: [string, string, Attempt][] = [
    [
      "making a user who may do more",
      "more_than_own",
      (manager) =>
        createRamUser(manager, { alias, name: "new", password: PASSWORD, permissions: ["data"] }, at()),
    ],
    [
      "making a role that may do more",
      "more_than_own",
      (manager) => createRamRole(manager, { alias, name: "new", permissions: ["data"] }, at()),
    ],
    [
      "giving others more",
      "more_than_own",
      (manager) => setPermissions(manager, { alias, name: "plain", permissions: ["channels", "data"] }, at()),
    ],
    [
      "giving oneself more",
      "own_principal",
      (manager) => setPermissions(manager, { alias, name: "boss", permissions: ALL }, at()),
    ],
    [
      "granting oneself a role",
      "own_principal",
      (manager) => grantRole(manager, { alias, user: "boss", role: "helper" }, at()),
    ],
    [
      "granting a role that may do more",
      "more_than_own",
      (manager) => grantRole(manager, { alias, user: "plain", role: "exporter" }, at()),
    ],
    [
      "another's password who may do more",
      "more_than_own",
      (manager) =>
        setRamUserPassword(manager, { alias, name: "rich", password: "another long password" }, at()),
    ],
    [
      "another's password who may do more under a role",
      "more_than_own",
      (manager) =>
        setRamUserPassword(manager, { alias, name: "acting", password: "another long password" }, at()),
    ],
    [
      "another's second factor who may do more",
      "more_than_own",
      (manager) => resetPrincipalSecondFactor(manager, { alias, user: "rich" }, at()),
    ],
    [
      "cutting off who may do more",
      "more_than_own",
      (manager) => disablePrincipal(manager, { alias, name: "rich" }, at()),
    ],
    [
      "one's own password",
      "own_principal",
      (manager) =>
        setRamUserPassword(manager, { alias, name: "boss", password: "another long password" }, at()),
    ],
    [
      "the primary account's permissions",
      "primary_account",
      (manager) => setPermissions(manager, { alias, name: alias, permissions: [] }, at()),
    ],
    [
      "switching the primary account off",
      "primary_account",
      (manager) => disablePrincipal(manager, { alias, name: alias }, at()),
    ],
    [
      "the primary account's password",
      "no_such_ram_user",
      (manager) =>
        setRamUserPassword(manager, { alias, name: alias, password: "another long password" }, at()),
    ],
    [
      "the primary account's second factor",
      "may_not_administer",
      (manager) => resetPrincipalSecondFactor(manager, { alias }, at()),
    ],
  ];

  it.each(attempts)("refuses %s (%s), and nothing changes", async (_what, reason, attempt) => {
    const manager = await world.aUser("boss", ["channels", "principals"]);
    for (const [name, permissions] of [
      ["plain", []],
      ["rich", ["data"]],
      ["acting", []],
    ] as const)
      await createRamUser(system, { alias, name, password: PASSWORD, permissions: [...permissions] }, at());
    await world.aRole("helper", ["channels"]);
    await world.aRole("exporter", ["data"], "acting");
    const before = await world.state();

    await expect(attempt(manager)).rejects.toMatchObject({ reason: `accounts.${reason}` });
    expect(await world.state()).toEqual(before);
  });

  it("refuses changing the role one acts under", async () => {
    const user = await world.aUser("ops");
    const acting = await world.under(user, await world.aRole("boss", ["channels", "principals"], "ops"));
    const change = setPermissions(acting, { alias, name: "boss", permissions: ["principals"] }, at());

    await expect(change).rejects.toMatchObject({ reason: "accounts.own_principal" });
    await createRamUser(acting, { alias, name: "new", password: PASSWORD }, at());
    expect(await world.lastAct()).toMatchObject({
      action: "ram_user.created",
      actorId: user.principalId,
      assumedRoleId: acting.assumedRoleId,
    });
  });

  it("refuses who may not manage users, a stranger and who was signed out meanwhile", async () => {
    const plain = await world.aUser("plain", ["channels", "data"]);
    const input = { alias, name: "new", password: PASSWORD };
    await expect(createRamUser(plain, input, at())).rejects.toMatchObject({
      reason: "accounts.may_not_manage_principals",
    });
    const other = await createAccount(
      system,
      { alias: `b-${randomUUID().slice(0, 8)}`, name: "Other", password: PASSWORD },
      at(),
    );
    await expect(
      createRamUser({ ...primary, accountId: other.accountId }, input, at()),
    ).rejects.toMatchObject({ code: "NOT_FOUND", reason: "accounts.no_such_account" });
    const manager = await world.aUser("boss", ALL);
    await disablePrincipal(primary, { alias, name: "boss" }, at());
    await expect(createRamUser(manager, input, at())).rejects.toMatchObject({
      code: "UNAUTHENTICATED",
      reason: "identity.session_ended",
    });
  });

  it("asks for the second factor of who has one", async () => {
    const now = midStep();
    const { secret } = await enrolled(primary, now);
    expect(codeOf(secret, now)).toMatch(/^\d{6}$/);
    const later = new Date(now.getTime() + 16 * 60_000);
    await expect(
      createRamUser(primary, { alias, name: "ops", password: PASSWORD }, { now: later }),
    ).rejects.toMatchObject({ reason: "identity.second_factor_needed" });
  });
});
