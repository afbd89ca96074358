import { describe, expect, it } from "vitest";
import type { ConsoleActor } from "@/lib/actor/actor";
import { openSecret } from "@/lib/config/secret-box";
import { prisma } from "@/lib/db/prisma";
import { confirmSecondFactor } from "@/lib/identity/commands/confirm-second-factor";
import { removeSecondFactor } from "@/lib/identity/commands/remove-second-factor";
import { showSecondFactor } from "@/lib/identity/commands/show-second-factor";
import { startSecondFactor } from "@/lib/identity/commands/start-second-factor";
import { getSecurity } from "@/lib/identity/queries/get-security";
import { requireRecentSecondFactor } from "@/lib/identity/require-recent-second-factor";
import { boundToFactor, factorOf, type SelfActor } from "@/lib/identity/second-factor";
import { tablesContaining } from "@/lib/testing/channel-world";
import {
  aPrincipal,
  aStaffMember,
  codeOf,
  enrolled,
  midStep,
  stepsAfter,
} from "@/lib/testing/second-factor-world";

const now = midStep();
const wrongCode = { code: "INVALID_INPUT", reason: "identity.wrong_code" };

/** A code of no step near `at`. */
function wrong(secret: string, at: Date): string {
  const right = [-1, 0, 1].map((steps) => codeOf(secret, stepsAfter(at, steps)));
  return ["000000", "111111", "222222", "333333"].find((code) => !right.includes(code)) ?? "";
}

async function actsOf(actor: SelfActor): Promise<string[]> {
  const id = actor.kind === "staff" ? actor.personId : actor.principalId;
  const rows = await prisma().auditEvent.findMany({
    where: { actorId: id, subjectType: "second_factor" },
    orderBy: { createdAt: "asc" },
  });
  return rows.map(({ action }) => action);
}

describe.each([
  ["at the desk", aStaffMember],
  ["at the console", aPrincipal],
])("setting up a second factor %s", (_door, make) => {
  it("takes a first code, shows ten recovery codes once, and is recorded", async () => {
    const { actor } = await make(now);

    const { secret, keyUri, qrCode } = await startSecondFactor(actor, {}, { now });
    expect((await getSecurity(actor, {}, { now })).secondFactor).toBeNull();
    const { recoveryCodes } = await confirmSecondFactor(actor, { code: codeOf(secret, now) }, { now });

    expect(keyUri).toContain(`secret=${secret}`);
    expect(qrCode).toMatch(/^data:image\/svg\+xml;base64,/);
    expect(new Set(recoveryCodes).size).toBe(10);
    expect((await getSecurity(actor, {}, { now })).secondFactor).toEqual({
      confirmedAt: now.toISOString(),
      recoveryCodesLeft: 10,
    });
    expect(await actsOf(actor)).toEqual(["second_factor.enrolled"]);
    const { secondFactorAt } = await prisma().session.findUniqueOrThrow({ where: { id: actor.sessionId } });
    expect(secondFactorAt).toEqual(now);
  });

  it("counts for nothing until a code of the app confirmed it", async () => {
    const { actor } = await make(now);
    const { secret } = await startSecondFactor(actor, {}, { now });

    for (const code of [wrong(secret, now), codeOf(secret, stepsAfter(now, -3)), "ab", "abcdefghijkmnpqr"])
      await expect(confirmSecondFactor(actor, { code }, { now })).rejects.toMatchObject(wrongCode);

    expect((await getSecurity(actor, {}, { now })).secondFactor).toBeNull();
    expect(await prisma().recoveryCode.count({ where: { secondFactor: { confirmedAt: null } } })).toBe(0);
    expect(await actsOf(actor)).toEqual([]);
    await expect(requireRecentSecondFactor(prisma(), actor, now)).resolves.toBeUndefined();
  });
});

it("keeps neither the secret nor a recovery code in clear", async () => {
  const { actor } = await aStaffMember(now);
  const { secret, recoveryCodes } = await enrolled(actor, now);

  for (const clear of [secret, ...recoveryCodes, ...recoveryCodes.map((code) => code.replaceAll("-", ""))])
    expect(await tablesContaining(clear)).toEqual([]);
  const factor = await factorOf(prisma(), actor);
  if (factor === null) throw new Error("there is none");
  const sealed = { ciphertext: factor.secretCiphertext, keyId: factor.secretKeyId };
  expect(openSecret(sealed, boundToFactor(factor.id))).toBe(secret);
  expect(() => openSecret(sealed, boundToFactor(actor.personId))).toThrow("common.secret_unreadable");
});

it("forgets what was begun when somebody begins again, and takes the newest alone", async () => {
  const { actor } = await aStaffMember(now);
  const first = await startSecondFactor(actor, {}, { now });
  const second = await startSecondFactor(actor, {}, { now });

  await expect(
    confirmSecondFactor(actor, { code: codeOf(first.secret, now) }, { now }),
  ).rejects.toMatchObject(wrongCode);
  await confirmSecondFactor(actor, { code: codeOf(second.secret, now) }, { now });
  await expect(startSecondFactor(actor, {}, { now })).rejects.toMatchObject({
    code: "CONFLICT",
    reason: "identity.second_factor_exists",
  });
});

it("of two tabs that begin or confirm at once, one does", async () => {
  const { actor } = await aStaffMember(now);
  const begun = await Promise.allSettled([
    startSecondFactor(actor, {}, { now }),
    startSecondFactor(actor, {}, { now }),
  ]);
  expect(await prisma().secondFactor.count({ where: { staffAccount: { personId: actor.personId } } })).toBe(
    1,
  );
  expect(begun.some(({ status }) => status === "fulfilled")).toBe(true);
  const { secret } = await startSecondFactor(actor, {}, { now });

  const confirmed = await Promise.allSettled(
    [-1, 0, 1, 0].map((steps) =>
      confirmSecondFactor(actor, { code: codeOf(secret, stepsAfter(now, steps)) }, { now }),
    ),
  );

  expect(confirmed.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const secondFactor = { staffAccount: { personId: actor.personId } };
  expect(await prisma().recoveryCode.count({ where: { secondFactor } })).toBe(10);
});

describe("a code", () => {
  it("is good one step early or late, and no further", async () => {
    const { actor } = await aStaffMember(now);
    const { secret } = await enrolled(actor, now);
    const later = stepsAfter(now, 10);

    for (const steps of [-2, 2])
      await expect(
        showSecondFactor(actor, { code: codeOf(secret, stepsAfter(later, steps)) }, { now: later }),
      ).rejects.toMatchObject(wrongCode);
    for (const steps of [-1, 0, 1])
      await showSecondFactor(actor, { code: codeOf(secret, stepsAfter(later, steps)) }, { now: later });
  });

  it("is good once, also for two tabs at once, and none older than the last is", async () => {
    const { actor } = await aStaffMember(now);
    const { secret } = await enrolled(actor, now);
    const later = stepsAfter(now, 10);
    const code = codeOf(secret, later);
    await expect(showSecondFactor(actor, { code: codeOf(secret, now) }, { now })).rejects.toMatchObject(
      wrongCode,
    );

    const tabs = await Promise.allSettled([
      showSecondFactor(actor, { code }, { now: later }),
      showSecondFactor(actor, { code }, { now: later }),
      showSecondFactor(actor, { code }, { now: later }),
    ]);

    expect(tabs.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const before = codeOf(secret, stepsAfter(later, -1));
    await expect(showSecondFactor(actor, { code: before }, { now: later })).rejects.toMatchObject(wrongCode);
  });

  it("of recovery is good once each, however it is written", async () => {
    const { actor } = await aStaffMember(now);
    const { recoveryCodes } = await enrolled(actor, now);
    const [one = "", other = ""] = recoveryCodes;

    const tabs = await Promise.allSettled([
      showSecondFactor(actor, { code: one }, { now }),
      showSecondFactor(actor, { code: one.replaceAll("-", "").toUpperCase() }, { now }),
    ]);

    expect(tabs.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expect(showSecondFactor(actor, { code: one }, { now })).rejects.toMatchObject(wrongCode);
    await showSecondFactor(actor, { code: other }, { now });
    expect((await getSecurity(actor, {}, { now })).secondFactor?.recoveryCodesLeft).toBe(8);
    const stranger = (await aStaffMember(now)).actor;
    await enrolled(stranger, now);
    await expect(showSecondFactor(stranger, { code: recoveryCodes[2] ?? "" }, { now })).rejects.toMatchObject(
      wrongCode,
    );
  });

  it("is tried five times before the first wait", async () => {
    const { actor } = await aStaffMember(now);
    const { secret } = await enrolled(actor, now);
    const later = stepsAfter(now, 4);
    for (let time = 0; time < 5; time += 1)
      await expect(
        showSecondFactor(actor, { code: wrong(secret, later) }, { now: later }),
      ).rejects.toMatchObject(wrongCode);

    const right = { code: codeOf(secret, later) };
    await expect(showSecondFactor(actor, right, { now: later })).rejects.toMatchObject({
      code: "RATE_LIMITED",
      reason: "identity.too_many_attempts",
    });
    const afterwards = stepsAfter(later, 2);
    await showSecondFactor(actor, { code: codeOf(secret, afterwards) }, { now: afterwards });
  });
});

it("asks before a privileged act when the last code is older than 15 minutes, and never of who has no factor", async () => {
  const { actor } = await aPrincipal(now);
  await expect(requireRecentSecondFactor(prisma(), actor, now)).resolves.toBeUndefined();
  const { secret } = await enrolled(actor, now);
  const after = (minutes: number) => stepsAfter(now, 2 * minutes);
  const refused = { code: "FORBIDDEN", reason: "identity.second_factor_needed" };

  await expect(requireRecentSecondFactor(prisma(), actor, after(15))).resolves.toBeUndefined();
  await expect(requireRecentSecondFactor(prisma(), actor, after(15.5))).rejects.toMatchObject(refused);
  await showSecondFactor(actor, { code: codeOf(secret, after(16)) }, { now: after(16) });
  await expect(requireRecentSecondFactor(prisma(), actor, after(30))).resolves.toBeUndefined();
  await expect(requireRecentSecondFactor(prisma(), actor, after(32))).rejects.toMatchObject(refused);
  const system = { kind: "system", name: "test" } as const;
  await expect(requireRecentSecondFactor(prisma(), system, after(32))).resolves.toBeUndefined();
});

describe("removing and replacing", () => {
  it("takes a current code, and nothing else", async () => {
    const { actor } = await aStaffMember(now);
    const { secret } = await enrolled(actor, now);
    for (const act of [removeSecondFactor, startSecondFactor])
      for (const code of [wrong(secret, now), codeOf(secret, now)])
        await expect(act(actor, { code }, { now })).rejects.toMatchObject(wrongCode);
    expect((await getSecurity(actor, {}, { now })).secondFactor).not.toBeNull();

    const later = stepsAfter(now, 3);
    await removeSecondFactor(actor, { code: codeOf(secret, later) }, { now: later });

    expect((await getSecurity(actor, {}, { now })).secondFactor).toBeNull();
    expect(await actsOf(actor)).toEqual(["second_factor.enrolled", "second_factor.removed"]);
    await expect(
      removeSecondFactor(actor, { code: codeOf(secret, later) }, { now: later }),
    ).rejects.toMatchObject({ code: "NOT_FOUND", reason: "identity.no_second_factor" });
  });

  it("replaces with a recovery code: the old device and codes are no longer good", async () => {
    const { actor } = await aStaffMember(now);
    const old = await enrolled(actor, now);
    const [code = "", another = ""] = old.recoveryCodes;

    const { secret } = await startSecondFactor(actor, { code }, { now });
    await confirmSecondFactor(actor, { code: codeOf(secret, now) }, { now });

    const later = stepsAfter(now, 3);
    for (const gone of [codeOf(old.secret, later), another])
      await expect(showSecondFactor(actor, { code: gone }, { now: later })).rejects.toMatchObject(wrongCode);
    await showSecondFactor(actor, { code: codeOf(secret, later) }, { now: later });
  });

  it("leaves other people's factors alone", async () => {
    const [mine, theirs] = [(await aPrincipal(now)).actor, (await aPrincipal(now)).actor];
    const { secret } = await enrolled(theirs, now);
    const later = stepsAfter(now, 3);
    const code = codeOf(secret, later);

    await expect(removeSecondFactor(mine, { code }, { now: later })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    const underRole: ConsoleActor = { ...theirs, assumedRoleId: null };
    expect((await getSecurity(underRole, {}, { now })).secondFactor).not.toBeNull();
  });
});
