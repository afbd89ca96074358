import { beforeEach, describe, expect, it } from "vitest";
import { assumeRole } from "@/lib/accounts/commands/assume-role";
import { createRamRole } from "@/lib/accounts/commands/create-ram-role";
import { createRamUser } from "@/lib/accounts/commands/create-ram-user";
import { revokeRole } from "@/lib/accounts/commands/revoke-role";
import { setPermissions } from "@/lib/accounts/commands/set-permissions";
import { setRamUserPassword } from "@/lib/accounts/commands/set-ram-user-password";
import type { ConsoleActor, PrincipalPermission } from "@/lib/actor/actor";
import { prisma } from "@/lib/db/prisma";
import { PASSWORD } from "@/lib/testing/second-factor-world";
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

describe("two at once", () => {
  it("makes one of two users of the same name", async () => {
    const make = () => createRamUser(primary, { alias, name: "ops", password: PASSWORD }, at());
    const made = await Promise.allSettled([
      make(),
      make(),
      createRamRole(primary, { alias, name: "ops" }, at()),
    ]);

    expect(made.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const refused of made.filter((one) => one.status === "rejected"))
      expect(refused.reason).toMatchObject({ reason: "accounts.principal_name_taken" });
    expect(await prisma().principal.count({ where: { accountId: primary.accountId } })).toBe(2);
  });

  it("leaves no session under a role that is taken back while it is assumed", async () => {
    for (let time = 0; time < 8; time += 1) {
      const name = `ops-${time}`;
      const user = await world.aUser(name);
      const roleId = await world.aRole(`helper-${time}`, ["channels"], name);
      await Promise.allSettled([
        assumeRole(user, { roleId }, at()),
        revokeRole(primary, { alias, user: name, role: `helper-${time}` }, at()),
      ]);
      const open = { assumedRoleId: roleId, revokedAt: null };
      expect(await prisma().session.count({ where: open })).toBe(0);
    }
  });

  it("leaves no session of a password that is replaced while it is typed", async () => {
    for (let time = 0; time < 4; time += 1) {
      const name = `ops-${time}`;
      const { principalId } = await createRamUser(primary, { alias, name, password: PASSWORD }, at());
      await Promise.allSettled([
        world.signIn(name),
        setRamUserPassword(primary, { alias, name, password: "another long password" }, at()),
      ]);
      expect(await prisma().session.count({ where: { principalId, revokedAt: null } })).toBe(0);
    }
  });

  it("lets nobody give what is taken from them at this moment", async () => {
    let seen = 0;
    for (let time = 0; time < 8; time += 1) {
      const [giver, taker] = [`giver-${time}`, `taker-${time}`];
      const manager = await world.aUser(giver, ALL);
      await world.aUser(taker, []);
      const [taken, given] = await Promise.allSettled([
        setPermissions(primary, { alias, name: giver, permissions: ["channels"] }, at()),
        setPermissions(manager, { alias, name: taker, permissions: ["data"] }, at()),
      ]);
      expect(taken.status).toBe("fulfilled");
      const acts = await prisma().auditEvent.findMany({
        where: { accountId: primary.accountId, action: "ram_user.permissions_set" },
        orderBy: { id: "asc" },
        skip: seen,
        select: { actorId: true },
      });
      seen += acts.length;
      // Whoever gave did so before; who came after was refused and nothing was written.
      const givenFirst = [manager.principalId, primary.principalId];
      expect(acts.map(({ actorId }) => actorId)).toEqual(
        given.status === "fulfilled" ? givenFirst : [primary.principalId],
      );
    }
  });
});
