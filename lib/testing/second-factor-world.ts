import { randomUUID } from "node:crypto";
import { Secret, TOTP } from "otpauth";
import { createAccount } from "@/lib/accounts/commands/create-account";
import { signInPrincipal } from "@/lib/accounts/commands/sign-in-principal";
import type { ConsoleActor, StaffActor } from "@/lib/actor/actor";
import { newId } from "@/lib/db/new-id";
import { prisma } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { confirmSecondFactor } from "@/lib/identity/commands/confirm-second-factor";
import { createStaff } from "@/lib/identity/commands/create-staff";
import { signInStaff } from "@/lib/identity/commands/sign-in-staff";
import { startSecondFactor } from "@/lib/identity/commands/start-second-factor";
import { openSession } from "@/lib/identity/open-session";
import { findActor } from "@/lib/identity/queries/find-actor";
import type { SelfActor } from "@/lib/identity/second-factor";

const system = { kind: "system", name: "test" } as const;

/** What everybody here signs in with. */
export const PASSWORD = "a long enough password";

/** The middle of a time step, so that a test does not cross into the next by itself. */
export function midStep(): Date {
  const step = 30_000;
  return new Date(Math.floor(Date.now() / step) * step + step / 2);
}

/** So many time steps later. */
export const stepsAfter = (now: Date, steps: number): Date => new Date(now.getTime() + steps * 30_000);

/** What an authenticator app with this secret shows. */
export function codeOf(secret: string, at: Date): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at.getTime() });
}

/** A member of the service team who has signed in with the password. */
export async function aStaffMember(now: Date): Promise<{ actor: StaffActor; email: string }> {
  const { email } = await createStaff(
    system,
    { email: `${randomUUID()}@vendor.example`, name: "Xu Wen", password: PASSWORD, roles: ["tam"] },
    { now },
  );
  const { sessionId } = await signInStaff({ email, password: PASSWORD }, { now, address: randomUUID() });
  const actor = await findActor("staff", sessionId ?? "", now);
  if (actor === null) throw new Error("the session is nobody's");
  return { actor, email };
}

/** A primary account that has signed in with the password. */
export async function aPrincipal(now: Date): Promise<{ actor: ConsoleActor; alias: string }> {
  const alias = `a-${randomUUID().slice(0, 12)}`;
  await createAccount(system, { alias, name: "Customer", password: PASSWORD }, { now });
  const signIn = { name: alias, password: PASSWORD };
  const { sessionId } = await signInPrincipal(signIn, { now, address: randomUUID() });
  const actor = await findActor("console", sessionId ?? "", now);
  if (actor === null) throw new Error("the session is nobody's");
  return { actor, alias };
}

/** Sets a second factor up with the code of `now`. */
export async function enrolled(actor: SelfActor, now: Date) {
  const { secret } = await startSecondFactor(actor, {}, { now });
  const { recoveryCodes } = await confirmSecondFactor(actor, { code: codeOf(secret, now) }, { now });
  return { secret, recoveryCodes };
}

/** One more principal of this account, signed in. */
export async function aPrincipalOf(accountId: string, now: Date): Promise<ConsoleActor> {
  const principalId = newId();
  await prisma().principal.create({
    data: {
      id: principalId,
      accountId,
      kind: "ram_user",
      name: principalId,
      passwordHash: "none",
      permissions: ["channels", "data", "principals"],
      createdAt: now,
    },
  });
  const { sessionId } = await inTransaction((tx) =>
    openSession(tx, { door: "console", principalId, assumedRoleId: null }, { now }),
  );
  return {
    kind: "principal",
    permissions: ["channels", "data", "principals"],
    principalId,
    assumedRoleId: null,
    accountId,
    sessionId,
  };
}
