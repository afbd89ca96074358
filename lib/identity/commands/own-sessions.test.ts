import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { assumeRole } from "@/lib/accounts/commands/assume-role";
import { createAccount } from "@/lib/accounts/commands/create-account";
import { createRamRole } from "@/lib/accounts/commands/create-ram-role";
import { createRamUser } from "@/lib/accounts/commands/create-ram-user";
import { grantRole } from "@/lib/accounts/commands/grant-role";
import { signInPrincipal } from "@/lib/accounts/commands/sign-in-principal";
import { prisma } from "@/lib/db/prisma";
import { revokeOtherSessions } from "@/lib/identity/commands/revoke-other-sessions";
import { revokeSession } from "@/lib/identity/commands/revoke-session";
import { signInStaff } from "@/lib/identity/commands/sign-in-staff";
import { findActor } from "@/lib/identity/queries/find-actor";
import { getSecurity } from "@/lib/identity/queries/get-security";
import { requireRecentSecondFactor } from "@/lib/identity/require-recent-second-factor";
import { aStaffMember, enrolled, midStep, PASSWORD } from "@/lib/testing/second-factor-world";

const now = midStep();
const CHROME =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

async function signedInTwice() {
  const { actor, email } = await aStaffMember(now);
  const from = { now, address: randomUUID(), userAgent: CHROME };
  const { sessionId } = await signInStaff({ email, password: PASSWORD }, from);
  return { actor, elsewhere: sessionId ?? "" };
}

describe("one's own sessions", () => {
  it("are listed with their browser, this one first, and nobody else's or ended ones", async () => {
    const { actor, elsewhere } = await signedInTwice();
    await aStaffMember(now);

    const { sessions } = await getSecurity(actor, {}, { now });

    const openedAt = now.toISOString();
    expect(sessions).toEqual([
      { id: actor.sessionId, openedAt, browser: null, system: null, role: null, isThis: true },
      { id: elsewhere, openedAt, browser: "Chrome", system: "Windows", role: null, isThis: false },
    ]);
    const tomorrow = new Date(now.getTime() + 13 * 60 * 60_000);
    expect((await getSecurity(actor, {}, { now: tomorrow })).sessions).toEqual([]);
  });

  it("are ended one by one, recorded once", async () => {
    const { actor, elsewhere } = await signedInTwice();

    await revokeSession(actor, { sessionId: elsewhere }, { now });
    await revokeSession(actor, { sessionId: elsewhere }, { now });

    expect(await findActor("staff", elsewhere, now)).toBeNull();
    expect(await findActor("staff", actor.sessionId, now)).not.toBeNull();
    const recorded = await prisma().auditEvent.count({
      where: { action: "session.revoked", subjectId: elsewhere },
    });
    expect(recorded).toBe(1);
  });

  it("are ended all but this one", async () => {
    const { actor, elsewhere } = await signedInTwice();
    const bystander = await aStaffMember(now);

    expect(await revokeOtherSessions(actor, {}, { now })).toEqual({ ended: 1 });
    expect(await revokeOtherSessions(actor, {}, { now })).toEqual({ ended: 0 });

    expect(await findActor("staff", elsewhere, now)).toBeNull();
    expect(await findActor("staff", actor.sessionId, now)).not.toBeNull();
    expect(await findActor("staff", bystander.actor.sessionId, now)).not.toBeNull();
  });

  it("of others do not exist", async () => {
    const [{ actor }, other] = [await aStaffMember(now), await aStaffMember(now)];

    for (const sessionId of [other.actor.sessionId, randomUUID()])
      await expect(revokeSession(actor, { sessionId }, { now })).rejects.toMatchObject({
        code: "NOT_FOUND",
        reason: "identity.no_such_session",
      });
    expect(await findActor("staff", other.actor.sessionId, now)).not.toBeNull();
  });
});

it("assuming a role keeps browser and second factor of the session whose place it takes", async () => {
  const system = { kind: "system", name: "test" } as const;
  const alias = `a-${randomUUID().slice(0, 12)}`;
  await createAccount(system, { alias, name: "Customer", password: PASSWORD }, { now });
  await createRamUser(system, { alias, name: "ops", password: PASSWORD }, { now });
  const role = await createRamRole(system, { alias, name: "channel-admin" }, { now });
  await grantRole(system, { alias, user: "ops", role: "channel-admin" }, { now });
  const from = { now, address: randomUUID(), userAgent: CHROME };
  const { sessionId } = await signInPrincipal({ name: `ops@${alias}`, password: PASSWORD }, from);
  const user = await findActor("console", sessionId ?? "", now);
  if (user === null) throw new Error("the session is nobody's");
  await enrolled(user, now);

  const assumed = await assumeRole(user, { roleId: role.principalId }, { now });

  const underRole = await findActor("console", assumed.sessionId, now);
  if (underRole === null) throw new Error("the session is nobody's");
  await expect(requireRecentSecondFactor(prisma(), underRole, now)).resolves.toBeUndefined();
  const { sessions } = await getSecurity(underRole, {}, { now });
  expect(sessions).toMatchObject([{ browser: "Chrome", role: "channel-admin", isThis: true }]);
});
