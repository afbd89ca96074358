import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TestProvider } from "../../../e2e/oidc/start";
import { prisma } from "@/lib/db/prisma";
import { createStaff } from "@/lib/identity/commands/create-staff";
import { disableStaff } from "@/lib/identity/commands/disable-staff";
import { finishStaffSignIn } from "@/lib/identity/commands/finish-staff-sign-in";
import { linkStaffOidc } from "@/lib/identity/commands/link-staff-oidc";
import { signInStaff } from "@/lib/identity/commands/sign-in-staff";
import { signInStaffByOidc } from "@/lib/identity/commands/sign-in-staff-by-oidc";
import { unlinkStaffOidc } from "@/lib/identity/commands/unlink-staff-oidc";
import { findActor } from "@/lib/identity/queries/find-actor";
import { aPersonThere, from, ledBack, signInAt, startOidcWorld } from "@/lib/testing/oidc-world";
import {
  aStaffMember,
  codeOf,
  enrolled,
  midStep,
  PASSWORD,
  stepsAfter,
} from "@/lib/testing/second-factor-world";

const system = { kind: "system", name: "test" } as const;
const now = () => new Date();
const unknown = { code: "UNAUTHENTICATED", reason: "identity.oidc_unknown", details: {} };
let provider: TestProvider;

beforeAll(async () => {
  provider = await startOidcWorld();
});
afterAll(() => provider.program.stop());

/** One of the service team without a password, and somebody at the provider with the same address. */
async function aColleague(claims: object = {}) {
  const person = await aPersonThere(provider, claims);
  const email = `${person.sub}@vendor.example`;
  const { personId } = await createStaff(system, { email, name: "Xu Wen", roles: ["tam"] }, { now: now() });
  const account = await prisma().staffAccount.findUniqueOrThrow({ where: { personId } });
  return { person, sub: person.sub, email, personId, accountId: account.id };
}

const linksOf = (staffAccountId: string) => prisma().oidcIdentity.findMany({ where: { staffAccountId } });
const sessionsOf = (personId: string) => prisma().session.count({ where: { personId } });
const refusalsOf = async (subject: string) => {
  const events = await prisma().auditEvent.findMany({ where: { action: "session.refused" } });
  return events.map(({ details }) => details).filter((details) => JSON.stringify(details).includes(subject));
};

describe("the first sign-in", () => {
  it("links an account by the address that the provider has verified, opens a session, and records both", async () => {
    const { sub, personId, accountId } = await aColleague();
    const at = now();

    const { sessionId } = await signInAt("staff", sub, at);

    expect(await findActor("staff", sessionId ?? "", at)).toMatchObject({ kind: "staff", personId });
    const [link] = await linksOf(accountId);
    expect(link).toMatchObject({ issuer: `${provider.url}/`, subject: sub, principalId: null });
    const events = await prisma().auditEvent.findMany({
      where: { subjectId: { in: [sessionId ?? "", link?.id ?? ""] } },
      orderBy: { id: "asc" },
    });
    expect(events.map(({ action, actorKind, details }) => ({ action, actorKind, details }))).toEqual([
      {
        action: "oidc_identity.linked",
        actorKind: "system:sign-in",
        details: { method: "email", subject: sub, personId },
      },
      {
        action: "session.opened",
        actorKind: "staff",
        details: { door: "staff", method: "oidc", secondFactor: null },
      },
    ]);
  });

  it("compares addresses in lower case, and takes no letters that only look alike", async () => {
    const { sub, accountId, email } = await aColleague();
    await provider.addPerson({ sub, email: email.toUpperCase(), email_verified: true });
    await expect(signInAt("staff", sub)).resolves.toMatchObject({ secondStep: null });
    expect(await linksOf(accountId)).toHaveLength(1);

    const kept = await aColleague({ sub: `k-${randomUUID()}` });
    const lookalike = kept.email.replace("k", "\u212A");
    expect(lookalike.toLowerCase()).toBe(kept.email);
    const other = await aPersonThere(provider, { email: lookalike });
    await expect(signInAt("staff", other.sub)).rejects.toMatchObject(unknown);
    expect(await linksOf(kept.accountId)).toEqual([]);
  });

  it.each([
    ["an address that is not verified", { email_verified: false }],
    ["an address of which nothing is said", { email_verified: undefined }],
    ["no address", { email: undefined }],
    ["the address of nobody here", { email: `${randomUUID()}@vendor.example` }],
  ])("with %s is refused, recorded, and changes nothing", async (_what, claims) => {
    const { sub, personId, accountId } = await aColleague(claims);

    await expect(signInAt("staff", sub)).rejects.toMatchObject(unknown);

    expect([await linksOf(accountId), await sessionsOf(personId)]).toEqual([[], 0]);
    expect(await refusalsOf(sub)).toEqual([
      { door: "staff", method: "oidc", reason: "unknown", subject: sub },
    ]);
  });

  it("of a disabled account is refused in the same words", async () => {
    const { sub, email, personId, accountId } = await aColleague();
    await disableStaff(system, { email }, { now: now() });

    await expect(signInAt("staff", sub)).rejects.toMatchObject(unknown);

    expect([await linksOf(accountId), await sessionsOf(personId)]).toEqual([[], 0]);
    expect(await refusalsOf(sub)).toMatchObject([{ reason: "disabled" }]);
  });

  it("in two tabs at once makes one link and opens both", async () => {
    const { sub, accountId, personId } = await aColleague();
    const callbacks = [await ledBack("staff", sub), await ledBack("staff", sub)];

    const opened = await Promise.all(callbacks.map((callback) => signInStaffByOidc(callback, from())));

    expect(opened.every(({ sessionId }) => sessionId !== null)).toBe(true);
    expect([(await linksOf(accountId)).length, await sessionsOf(personId)]).toEqual([1, 2]);
  });

  it("of two people with one address at once links one, and refuses the other", async () => {
    const { sub, email, accountId } = await aColleague();
    const other = await aPersonThere(provider, { email });
    const callbacks = [await ledBack("staff", sub), await ledBack("staff", other.sub)];

    const results = await Promise.allSettled(
      callbacks.map((callback) => signInStaffByOidc(callback, from())),
    );

    expect(results.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(results.find(({ status }) => status === "rejected")).toMatchObject({ reason: unknown });
    expect(await linksOf(accountId)).toHaveLength(1);
  });
});

describe("ever after", () => {
  it("the subject alone decides, whatever the address says", async () => {
    const [{ sub, personId }, other] = [await aColleague(), await aColleague()];
    await signInAt("staff", sub);

    await provider.addPerson({ sub, email: other.email, email_verified: true });
    const { sessionId } = await signInAt("staff", sub);

    expect(await findActor("staff", sessionId ?? "", now())).toMatchObject({ personId });
    expect(await linksOf(other.accountId)).toEqual([]);
    // Who has the address now is somebody else, and the account is taken.
    const heir = await aPersonThere(provider, { email: `${sub}@vendor.example` });
    await expect(signInAt("staff", heir.sub)).rejects.toMatchObject(unknown);
    expect(await refusalsOf(heir.sub)).toMatchObject([{ reason: "address_taken" }]);
  });

  it("a disabled account is out at once and comes in no more", async () => {
    const { sub, email, personId } = await aColleague();
    const { sessionId } = await signInAt("staff", sub);

    expect(await disableStaff(system, { email }, { now: now() })).toEqual({ signedOut: 1 });

    expect(await findActor("staff", sessionId ?? "", now())).toBeNull();
    await expect(signInAt("staff", sub)).rejects.toMatchObject(unknown);
    expect(await sessionsOf(personId)).toBe(1);
  });

  it("who has a second factor shows it, as after a password, and step by step it is on record", async () => {
    const at = midStep();
    const { actor, email } = await aStaffMember(at);
    const { secret } = await enrolled(actor, at);
    const { sub } = await aPersonThere(provider, { email });

    const { sessionId: none, secondStep } = await signInAt("staff", sub);
    expect(none).toBeNull();
    expect(await sessionsOf(actor.personId)).toBe(1);
    const later = stepsAfter(at, 2);
    const input = { secondStep: secondStep ?? "", code: codeOf(secret, later) };
    const { sessionId } = await finishStaffSignIn(input, from(later));

    const opened = await prisma().auditEvent.findFirstOrThrow({ where: { subjectId: sessionId } });
    expect(opened.details).toEqual({ door: "staff", method: "oidc", secondFactor: "code" });
  });
});

describe("without a password", () => {
  it("an account never signs in by one, and is answered like an unknown one", async () => {
    const { email, personId } = await aColleague();
    const refused = { code: "UNAUTHENTICATED", reason: "identity.wrong_credentials", details: {} };

    for (const password of [PASSWORD, "nobody", "null", ""])
      await expect(signInStaff({ email, password }, from())).rejects.toMatchObject(refused);

    expect(await sessionsOf(personId)).toBe(0);
  });
});

describe("an operator", () => {
  it("links somebody whose provider vouches for no address, once, and unlinks them: signed out", async () => {
    const { sub, email, accountId, personId } = await aColleague({ email: undefined });
    const input = { email, subject: sub };

    await linkStaffOidc(system, input, { now: now() });
    const { sessionId } = await signInAt("staff", sub);
    expect(await findActor("staff", sessionId ?? "", now())).toMatchObject({ personId });
    await expect(linkStaffOidc(system, input, { now: now() })).rejects.toMatchObject({
      code: "CONFLICT",
      reason: "identity.oidc_taken",
    });

    expect(await unlinkStaffOidc(system, { email }, { now: now() })).toEqual({ signedOut: 1 });
    expect([await findActor("staff", sessionId ?? "", now()), await linksOf(accountId)]).toEqual([null, []]);
    await expect(signInAt("staff", sub)).rejects.toMatchObject(unknown);
    const events = await prisma().auditEvent.findMany({
      where: { action: { startsWith: "oidc_identity." }, details: { path: ["subject"], equals: sub } },
      orderBy: { id: "asc" },
    });
    expect(events.map(({ action }) => action)).toEqual(["oidc_identity.linked", "oidc_identity.unlinked"]);
  });

  it("alone may link and unlink", async () => {
    const { actor, email } = await aStaffMember(now());
    const refused = { code: "FORBIDDEN", reason: "identity.may_not_administer" };

    await expect(linkStaffOidc(actor, { email, subject: "mine" }, { now: now() })).rejects.toMatchObject(
      refused,
    );
    await expect(unlinkStaffOidc(actor, { email }, { now: now() })).rejects.toMatchObject(refused);
    expect(await prisma().oidcIdentity.count({ where: { subject: "mine" } })).toBe(0);
  });
});
