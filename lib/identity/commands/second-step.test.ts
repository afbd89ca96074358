import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { finishPrincipalSignIn } from "@/lib/accounts/commands/finish-principal-sign-in";
import { signInPrincipal } from "@/lib/accounts/commands/sign-in-principal";
import { prisma } from "@/lib/db/prisma";
import { disableStaff } from "@/lib/identity/commands/disable-staff";
import { finishStaffSignIn } from "@/lib/identity/commands/finish-staff-sign-in";
import { removeSecondFactor } from "@/lib/identity/commands/remove-second-factor";
import { signInStaff } from "@/lib/identity/commands/sign-in-staff";
import { findActor } from "@/lib/identity/queries/find-actor";
import {
  aPrincipal,
  aStaffMember,
  codeOf,
  enrolled,
  midStep,
  PASSWORD,
  stepsAfter,
} from "@/lib/testing/second-factor-world";

const system = { kind: "system", name: "test" } as const;
const now = midStep();
const later = stepsAfter(now, 4);
const from = (at: Date) => ({ now: at, address: randomUUID(), userAgent: "Mozilla/5.0 Firefox/140.0" });

/** Somebody with a second factor, and both steps of their sign-in. */
const doors = {
  staff: async () => {
    const { actor, email } = await aStaffMember(now);
    const given = (password: string) => ({ email, password });
    return {
      ...(await enrolled(actor, now)),
      actor,
      owner: { personId: actor.personId },
      first: (password = PASSWORD) => signInStaff(given(password), from(later)),
      second: finishStaffSignIn,
    };
  },
  console: async () => {
    const { actor, alias } = await aPrincipal(now);
    const given = (password: string) => ({ name: alias, password });
    return {
      ...(await enrolled(actor, now)),
      actor,
      owner: { principalId: actor.principalId },
      first: (password = PASSWORD) => signInPrincipal(given(password), from(later)),
      second: finishPrincipalSignIn,
    };
  },
};

async function firstStep(first: () => ReturnType<typeof signInStaff>): Promise<string> {
  const { sessionId, secondStep } = await first();
  expect(sessionId).toBeNull();
  return secondStep ?? "";
}

const wrongCode = { code: "UNAUTHENTICATED", reason: "identity.wrong_code" };
const expired = { code: "UNAUTHENTICATED", reason: "identity.second_step_expired" };

describe.each(["staff", "console"] as const)("signing in to the %s with a second factor", (door) => {
  it("opens no session before the code, and one that has shown it after", async () => {
    const { secret, owner, first, second } = await doors[door]();
    const sessions = await prisma().session.count({ where: owner });

    const secondStep = await firstStep(first);
    expect(await prisma().session.count({ where: owner })).toBe(sessions);
    const { sessionId } = await second({ secondStep, code: codeOf(secret, later) }, from(later));

    expect(await findActor(door, sessionId, later)).toMatchObject(owner);
    expect(await prisma().session.findUniqueOrThrow({ where: { id: sessionId } })).toMatchObject({
      secondFactorAt: later,
      userAgent: "Mozilla/5.0 Firefox/140.0",
    });
    const audit = await prisma().auditEvent.findFirstOrThrow({ where: { subjectId: sessionId } });
    expect(audit).toMatchObject({ action: "session.opened", details: { door, secondFactor: "code" } });
  });

  it("refuses a wrong password as ever, and then every code that is wrong, late, used, or another's", async () => {
    const { secret, owner, first, second } = await doors[door]();
    const other = await doors[door]();
    const sessions = await prisma().session.count({ where: owner });
    await expect(first("a wrong password")).rejects.toMatchObject({ reason: "identity.wrong_credentials" });
    const secondStep = await firstStep(first);

    const codes = [
      codeOf(other.secret, later),
      codeOf(secret, now), // used at the enrolment, and late
      codeOf(secret, stepsAfter(later, -2)),
      codeOf(secret, stepsAfter(later, 2)),
      other.recoveryCodes[0] ?? "",
    ];
    for (const code of codes)
      await expect(second({ secondStep, code }, from(later))).rejects.toMatchObject(wrongCode);

    expect(await prisma().session.count({ where: owner })).toBe(sessions);
  });

  it("takes a recovery code once", async () => {
    const { recoveryCodes, first, second } = await doors[door]();
    const secondStep = await firstStep(first);
    const code = recoveryCodes[3] ?? "";

    const { sessionId } = await second({ secondStep, code }, from(later));

    expect(await findActor(door, sessionId, later)).not.toBeNull();
    await expect(second({ secondStep, code }, from(later))).rejects.toMatchObject(wrongCode);
    const audit = await prisma().auditEvent.findFirstOrThrow({ where: { subjectId: sessionId } });
    expect(audit.details).toMatchObject({ secondFactor: "recovery_code" });
  });

  it("lets one of two tabs in with the same code", async () => {
    const { secret, owner, first, second } = await doors[door]();
    const sessions = await prisma().session.count({ where: owner });
    const steps = [await firstStep(first), await firstStep(first)];
    const code = codeOf(secret, later);

    const tabs = await Promise.allSettled(
      steps.map((secondStep) => second({ secondStep, code }, from(later))),
    );

    expect(tabs.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await prisma().session.count({ where: owner })).toBe(sessions + 1);
  });

  it("is over five minutes after the password, and nobody's when forged or of the other door", async () => {
    const { secret, first, second } = await doors[door]();
    const secondStep = await firstStep(first);
    const code = codeOf(secret, stepsAfter(later, 11));
    const tooLate = new Date(later.getTime() + 5 * 60_000 + 1);

    await expect(second({ secondStep, code }, from(tooLate))).rejects.toMatchObject(expired);
    const elsewhere = door === "staff" ? finishPrincipalSignIn : finishStaffSignIn;
    const right = { code: codeOf(secret, later) };
    await expect(elsewhere({ secondStep, ...right }, from(later))).rejects.toMatchObject(expired);
    for (const forged of ["", "x", `${secondStep.slice(0, -4)}AAAA`])
      await expect(second({ secondStep: forged, ...right }, from(later))).rejects.toMatchObject(expired);
    await expect(second({ secondStep, ...right }, from(later))).resolves.toBeDefined();
  });

  it("locks after five wrong codes from one address, however many at once, and lets other addresses try", async () => {
    const { secret, first, second } = await doors[door]();
    const secondStep = await firstStep(first);
    const here = from(later);
    const right = codeOf(secret, later);

    const burst = await Promise.allSettled(
      Array.from({ length: 9 }, () => second({ secondStep, code: "abcdefgh" }, here)),
    );
    const reasons = burst.map((one) =>
      one.status === "rejected" ? (one.reason as { reason: string }).reason : "let in",
    );

    expect(reasons.filter((reason) => reason === "identity.wrong_code")).toHaveLength(5);
    expect(reasons.filter((reason) => reason === "identity.too_many_attempts")).toHaveLength(4);
    await expect(second({ secondStep, code: right }, here)).rejects.toMatchObject({
      code: "RATE_LIMITED",
      retryAfterSeconds: expect.any(Number) as number,
    });
    await expect(second({ secondStep, code: right }, from(later))).resolves.toBeDefined();
  });

  it("asks for the password again when the factor was removed meanwhile", async () => {
    const { actor, recoveryCodes, first, second } = await doors[door]();
    const secondStep = await firstStep(first);
    await removeSecondFactor(actor, { code: recoveryCodes[0] ?? "" }, { now: later });

    const code = recoveryCodes[1] ?? "";
    await expect(second({ secondStep, code }, from(later))).rejects.toMatchObject(expired);
    expect((await first()).sessionId).not.toBeNull();
  });
});

it("does not use a code up that let nobody in: an account disabled between the steps stays out", async () => {
  const { actor, recoveryCodes, first, second, owner } = await doors.staff();
  const secondStep = await firstStep(first);
  const { email } = await prisma().staffAccount.findUniqueOrThrow({ where: { personId: actor.personId } });
  await disableStaff(system, { email }, { now: later });

  const code = recoveryCodes[0] ?? "";
  await expect(second({ secondStep, code }, from(later))).rejects.toMatchObject(expired);

  const open = await prisma().session.count({ where: { ...owner, revokedAt: null } });
  const used = await prisma().recoveryCode.count({
    where: { secondFactor: { staffAccount: owner }, usedAt: { not: null } },
  });
  expect([open, used]).toEqual([0, 0]);
});
