import { afterEach, expect, it, vi } from "vitest";
import { program } from "@/admin/program";
import { tellFailure } from "@/admin/tell-failure";
import { createRamUser } from "@/lib/accounts/commands/create-ram-user";
import { signInPrincipal } from "@/lib/accounts/commands/sign-in-principal";
import { prisma } from "@/lib/db/prisma";
import { signInStaff } from "@/lib/identity/commands/sign-in-staff";
import { findActor } from "@/lib/identity/queries/find-actor";
import { aPrincipal, aStaffMember, enrolled, midStep, PASSWORD } from "@/lib/testing/second-factor-world";

const now = midStep();
const at = () => ({ now, address: crypto.randomUUID() });

afterEach(() => vi.restoreAllMocks());

/** Runs one command line as admin.ts does; answers its exit code and what it printed. */
async function admin(...args: string[]): Promise<string> {
  let [out, code] = ["", 0];
  vi.spyOn(process.stdout, "write").mockImplementation((text) => ((out += String(text)), true));
  vi.spyOn(process.stderr, "write").mockImplementation((text) => ((out += String(text)), true));
  try {
    await program({ start: () => undefined }).parseAsync(args, { from: "user" });
  } catch (thrown) {
    code = tellFailure(thrown);
  }
  vi.restoreAllMocks();
  return `${code} ${out.trim()}`;
}

it("resets the second factor of one of the service team: signed out, then in with the password alone", async () => {
  const { actor, email } = await aStaffMember(now);
  await enrolled(actor, now);
  expect((await signInStaff({ email, password: PASSWORD }, at())).sessionId).toBeNull();

  expect(await admin("reset-staff-second-factor", "--email", email)).toMatch(/^0 .*password alone/);

  expect(await findActor("staff", actor.sessionId, now)).toBeNull();
  expect((await signInStaff({ email, password: PASSWORD }, at())).sessionId).not.toBeNull();
  expect(await prisma().recoveryCode.count()).toBe(0);
  const audit = await prisma().auditEvent.findFirstOrThrow({ where: { action: "second_factor.reset" } });
  expect(audit).toMatchObject({ actorKind: "system:command-line", details: { signedOut: 1 } });
  expect(await admin("reset-staff-second-factor", "--email", email)).toMatch(/^1 .*no_second_factor/);
  expect(await admin("reset-staff-second-factor", "--email", "no@y.example")).toMatch(/^1 .*no@y\.example/);
});

it("resets the second factor of a primary account, and of a RAM user alone", async () => {
  const { actor, alias } = await aPrincipal(now);
  await createRamUser({ kind: "system", name: "test" }, { alias, name: "ops", password: PASSWORD }, at());
  const { sessionId } = await signInPrincipal({ name: `ops@${alias}`, password: PASSWORD }, at());
  const user = await findActor("console", sessionId ?? "", now);
  if (user === null) throw new Error("the session is nobody's");
  await enrolled(actor, now);
  await enrolled(user, now);

  expect(await admin("reset-second-factor", "--account", alias, "--user", "ops")).toMatch(/^0 ops@/);
  expect(
    (await signInPrincipal({ name: `ops@${alias}`, password: PASSWORD }, at())).sessionId,
  ).not.toBeNull();
  expect((await signInPrincipal({ name: alias, password: PASSWORD }, at())).sessionId).toBeNull();
  expect(await findActor("console", actor.sessionId, now)).not.toBeNull();

  expect(await admin("reset-second-factor", "--account", alias)).toMatch(/^0 /);
  expect((await signInPrincipal({ name: alias, password: PASSWORD }, at())).sessionId).not.toBeNull();
  expect(await admin("reset-second-factor", "--account", alias, "--user", "who")).toMatch(/^1 .*who/);
});

it("disables and enables one of the service team", async () => {
  const { actor, email } = await aStaffMember(now);

  expect(await admin("disable-staff", "--email", email.toUpperCase())).toMatch(/^0 .*sessions ended: 1/);
  expect(await findActor("staff", actor.sessionId, now)).toBeNull();
  await expect(signInStaff({ email, password: PASSWORD }, at())).rejects.toMatchObject({
    reason: "identity.wrong_credentials",
  });

  expect(await admin("enable-staff", "--email", email)).toMatch(/^0 /);
  expect((await signInStaff({ email, password: PASSWORD }, at())).sessionId).not.toBeNull();
});
