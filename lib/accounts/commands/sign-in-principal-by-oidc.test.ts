import { afterAll, beforeAll, expect, it } from "vitest";
import type { TestProvider } from "../../../e2e/oidc/start";
import { createRamUser } from "@/lib/accounts/commands/create-ram-user";
import { finishPrincipalSignIn } from "@/lib/accounts/commands/finish-principal-sign-in";
import { linkPrincipalOidc } from "@/lib/accounts/commands/link-principal-oidc";
import { unlinkPrincipalOidc } from "@/lib/accounts/commands/unlink-principal-oidc";
import { prisma } from "@/lib/db/prisma";
import { createStaff } from "@/lib/identity/commands/create-staff";
import { linkStaffOidc } from "@/lib/identity/commands/link-staff-oidc";
import { findActor } from "@/lib/identity/queries/find-actor";
import { aPersonThere, from, signInAt, startOidcWorld } from "@/lib/testing/oidc-world";
import {
  aPrincipal,
  codeOf,
  enrolled,
  midStep,
  PASSWORD,
  stepsAfter,
} from "@/lib/testing/second-factor-world";

const system = { kind: "system", name: "test" } as const;
const now = () => new Date();
const unknown = { code: "UNAUTHENTICATED", reason: "identity.oidc_unknown" };
let provider: TestProvider;

beforeAll(async () => {
  provider = await startOidcWorld();
});
afterAll(() => provider.program.stop());

it("knows nobody by name or address, however well they fit", async () => {
  const { alias, actor } = await aPrincipal(now());
  await createRamUser(system, { alias, name: "ops", password: PASSWORD }, { now: now() });
  for (const preferred_username of [alias, `ops@${alias}`]) {
    const person = await aPersonThere(provider, { preferred_username, email: `ops@${alias}.example` });
    await expect(signInAt("console", person.sub)).rejects.toMatchObject(unknown);
  }
  const { accountId } = actor;
  expect(await prisma().oidcIdentity.count({ where: { principal: { accountId } } })).toBe(0);
});

it("lets in whom an operator has linked, as that principal alone, and records both in the account's log", async () => {
  const { alias, actor } = await aPrincipal(now());
  const { principalId } = await createRamUser(
    system,
    { alias, name: "ops", password: PASSWORD },
    { now: now() },
  );
  const { sub } = await aPersonThere(provider);

  await linkPrincipalOidc(system, { alias, user: "ops", subject: sub }, { now: now() });
  const { sessionId } = await signInAt("console", sub);

  const signedIn = await findActor("console", sessionId ?? "", now());
  expect(signedIn).toMatchObject({ principalId, accountId: actor.accountId, assumedRoleId: null });
  const events = await prisma().auditEvent.findMany({
    where: { accountId: actor.accountId },
    orderBy: { id: "asc" },
  });
  expect(events.slice(-2).map(({ action, details }) => [action, details])).toEqual([
    ["oidc_identity.linked", { method: "operator", subject: sub, principalId }],
    ["session.opened", { door: "console", method: "oidc", secondFactor: null }],
  ]);

  // A second subject for one principal, or a second principal for one subject, is somebody's mistake.
  const taken = { code: "CONFLICT", reason: "identity.oidc_taken" };
  for (const input of [
    { alias, user: "ops", subject: "another" },
    { alias, subject: sub },
  ])
    await expect(linkPrincipalOidc(system, input, { now: now() })).rejects.toMatchObject(taken);

  expect(await unlinkPrincipalOidc(system, { alias, user: "ops" }, { now: now() })).toEqual({ signedOut: 1 });
  expect(await findActor("console", sessionId ?? "", now())).toBeNull();
  await expect(signInAt("console", sub)).rejects.toMatchObject(unknown);
});

it("refuses a disabled principal, and ends nothing but their way in", async () => {
  const { alias, actor } = await aPrincipal(now());
  const { sub } = await aPersonThere(provider);
  await linkPrincipalOidc(system, { alias, subject: sub }, { now: now() });
  const { sessionId } = await signInAt("console", sub);
  await prisma().principal.update({ where: { id: actor.principalId }, data: { disabledAt: now() } });

  expect(await findActor("console", sessionId ?? "", now())).toBeNull();
  await expect(signInAt("console", sub)).rejects.toMatchObject(unknown);
});

it("asks who has a second factor for it", async () => {
  const at = midStep();
  const { alias, actor } = await aPrincipal(at);
  const { secret } = await enrolled(actor, at);
  const { sub } = await aPersonThere(provider);
  await linkPrincipalOidc(system, { alias, subject: sub }, { now: at });

  const { sessionId: none, secondStep } = await signInAt("console", sub);
  expect(none).toBeNull();
  const later = stepsAfter(at, 2);
  const input = { secondStep: secondStep ?? "", code: codeOf(secret, later) };
  const { sessionId } = await finishPrincipalSignIn(input, from(later));

  const opened = await prisma().auditEvent.findFirstOrThrow({ where: { subjectId: sessionId } });
  expect(opened.details).toEqual({ door: "console", method: "oidc", secondFactor: "code" });
});

it("keeps the doors apart: nobody of the service team comes in here, nor a principal at the desk", async () => {
  const { alias } = await aPrincipal(now());
  const [member, principal] = [await aPersonThere(provider), await aPersonThere(provider)];
  await createStaff(system, { email: member.email, name: "Xu Wen", roles: ["tam"] }, { now: now() });
  await linkStaffOidc(system, { email: member.email, subject: member.sub }, { now: now() });
  await linkPrincipalOidc(system, { alias, subject: principal.sub }, { now: now() });

  await expect(signInAt("console", member.sub)).rejects.toMatchObject(unknown);
  await expect(signInAt("staff", principal.sub)).rejects.toMatchObject(unknown);
});

it("lets operators link and unlink, and no principal", async () => {
  const { alias, actor } = await aPrincipal(now());
  const refused = { code: "FORBIDDEN", reason: "accounts.may_not_administer" };

  await expect(linkPrincipalOidc(actor, { alias, subject: "mine" }, { now: now() })).rejects.toMatchObject(
    refused,
  );
  await expect(unlinkPrincipalOidc(actor, { alias }, { now: now() })).rejects.toMatchObject(refused);
  const { actor: stranger } = await aPrincipal(now());
  await expect(linkPrincipalOidc(stranger, { alias, subject: "mine" }, { now: now() })).rejects.toMatchObject(
    {
      code: "NOT_FOUND",
    },
  );
  expect(await prisma().oidcIdentity.count({ where: { subject: "mine" } })).toBe(0);
});
