import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { StaffActor, StaffRole } from "@/lib/actor/actor";
import { durations } from "@/lib/config/durations";
import { prisma } from "@/lib/db/prisma";
import { createStaff } from "@/lib/identity/commands/create-staff";
import { disableStaff } from "@/lib/identity/commands/disable-staff";
import { resetStaffSecondFactor } from "@/lib/identity/commands/reset-staff-second-factor";
import { setStaffPassword } from "@/lib/identity/commands/set-staff-password";
import { setStaffRoles } from "@/lib/identity/commands/set-staff-roles";
import { signInStaff } from "@/lib/identity/commands/sign-in-staff";
import { createStaffInput, setStaffRolesInput } from "@/lib/identity/contract";
import { findActor } from "@/lib/identity/queries/find-actor";
import { listStaff } from "@/lib/identity/queries/list-staff";
import { enrolled, midStep, PASSWORD } from "@/lib/testing/second-factor-world";

const now = midStep();
const system = { kind: "system", name: "test" } as const;

async function aColleague(...roles: StaffRole[]): Promise<{ actor: StaffActor; email: string }> {
  const email = `${randomUUID()}@vendor.example`;
  await createStaff(system, createStaffInput.parse({ email, name: "Xu Wen", password: PASSWORD, roles }), {
    now,
  });
  const { sessionId } = await signInStaff({ email, password: PASSWORD }, { now, address: randomUUID() });
  const actor = await findActor("staff", sessionId ?? "", now);
  if (actor === null) throw new Error("the session is nobody's");
  return { actor, email };
}

const accountOf = (email: string) => prisma().staffAccount.findUniqueOrThrow({ where: { email } });
const actsOn = (personId: string) =>
  prisma().auditEvent.findMany({ where: { subjectId: personId }, orderBy: { id: "asc" } });
const operators = () =>
  prisma().staffAccount.count({ where: { disabledAt: null, roles: { has: "operator" } } });

describe("changing roles", () => {
  it("holds at the next request of whoever it is, and is recorded with what it was before", async () => {
    const operator = await aColleague("operator");
    const { actor, email } = await aColleague("tam", "engineer");

    const input = setStaffRolesInput.parse({ email, roles: ["auditor", "auditor"] });
    await setStaffRoles(operator.actor, input, { now });
    await setStaffRoles(operator.actor, input, { now });

    expect((await findActor("staff", actor.sessionId, now))?.roles).toEqual(["auditor"]);
    const changes = (await actsOn(actor.personId)).filter(({ action }) => action === "staff.roles_set");
    expect(changes).toMatchObject([
      {
        actorId: operator.actor.personId,
        details: { roles: "auditor", before: { roles: "engineer,tam" } },
      },
    ]);
  });

  it.each<StaffRole>(["engineer", "tam", "duty_lead", "manager", "auditor"])(
    "is refused to a %s, and so is everything else about accounts",
    async (role) => {
      const { actor } = await aColleague(role);
      const { email } = await aColleague("engineer");
      const before = await accountOf(email);
      const refused = { code: "FORBIDDEN", reason: "identity.may_not_administer" };
      const roles: StaffRole[] = ["operator"];

      await expect(setStaffRoles(actor, { email, roles }, { now })).rejects.toMatchObject(refused);
      await expect(setStaffPassword(actor, { email, password: PASSWORD }, { now })).rejects.toMatchObject(
        refused,
      );
      await expect(disableStaff(actor, { email }, { now })).rejects.toMatchObject(refused);
      await expect(resetStaffSecondFactor(actor, { email }, { now })).rejects.toMatchObject(refused);
      await expect(listStaff(actor, {})).rejects.toMatchObject(refused);
      const newcomer = { email: `${randomUUID()}@vendor.example`, name: "N", password: PASSWORD, roles };
      await expect(createStaff(actor, newcomer, { now })).rejects.toMatchObject(refused);
      expect(await accountOf(email)).toEqual(before);
    },
  );

  it("of oneself is nobody's to do, nor is switching oneself off", async () => {
    const { actor, email } = await aColleague("operator");
    await aColleague("operator");
    await expect(
      setStaffRoles(actor, { email, roles: ["operator", "auditor"] }, { now }),
    ).rejects.toMatchObject({ reason: "identity.own_roles" });
    await expect(disableStaff(actor, { email }, { now })).rejects.toMatchObject({
      reason: "identity.own_account",
    });
    expect(await accountOf(email)).toMatchObject({ roles: ["operator"], disabledAt: null });
  });

  it("asks who has a second factor for it", async () => {
    const { actor } = await aColleague("operator");
    const { email } = await aColleague("engineer");
    await enrolled(actor, now);
    const later = { now: new Date(now.getTime() + durations.secondFactorRecent + 1) };
    const refused = { reason: "identity.second_factor_needed" };
    await expect(setStaffRoles(actor, { email, roles: ["tam"] }, later)).rejects.toMatchObject(refused);
    await expect(setStaffPassword(actor, { email, password: PASSWORD }, later)).rejects.toMatchObject(
      refused,
    );
    await expect(disableStaff(actor, { email }, later)).rejects.toMatchObject(refused);
    expect((await accountOf(email)).roles).toEqual(["engineer"]);
  });
});

describe("an operator who can sign in", () => {
  /** All others of this database are switched off for the moment. */
  async function alone(work: (one: Awaited<ReturnType<typeof aColleague>>) => Promise<void>): Promise<void> {
    await prisma().staffAccount.updateMany({
      where: { roles: { has: "operator" }, disabledAt: null },
      data: { disabledAt: now },
    });
    await work(await aColleague("operator"));
  }

  it("is always left, whoever takes the last one away", async () => {
    await alone(async ({ email }) => {
      const refused = { code: "CONFLICT", reason: "identity.last_operator" };
      await expect(setStaffRoles(system, { email, roles: ["tam"] }, { now })).rejects.toMatchObject(refused);
      await expect(disableStaff(system, { email }, { now })).rejects.toMatchObject(refused);
      expect(await operators()).toBe(1);
    });
  });

  it("is left of two who take it from each other at once", async () => {
    await alone(async (one) => {
      const other = await aColleague("operator");
      const outcomes = await Promise.allSettled([
        setStaffRoles(one.actor, { email: other.email, roles: ["tam"] }, { now }),
        disableStaff(other.actor, { email: one.email }, { now }),
      ]);
      expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
      expect(await operators()).toBe(1);
    });
  });
});

describe("setting somebody's password", () => {
  it("signs them out everywhere and lets them in with the new one alone", async () => {
    const operator = await aColleague("operator");
    const { actor, email } = await aColleague("engineer");
    const password = "another long password";

    expect(await setStaffPassword(operator.actor, { email, password }, { now })).toEqual({ signedOut: 1 });

    expect(await findActor("staff", actor.sessionId, now)).toBeNull();
    const from = () => ({ now, address: randomUUID() });
    await expect(signInStaff({ email, password: PASSWORD }, from())).rejects.toMatchObject({
      reason: "identity.wrong_credentials",
    });
    expect((await signInStaff({ email, password }, from())).sessionId).toEqual(expect.any(String));
    const acts = (await actsOn(actor.personId)).filter(({ action }) => action === "staff.password_set");
    expect(JSON.stringify(acts)).not.toContain(password);
    expect(acts).toMatchObject([{ details: { signedOut: 1 } }]);
  });
});

it("the list tells of each account what looking after it takes, and no secret", async () => {
  const operator = await aColleague("operator");
  const { actor, email } = await aColleague("engineer", "tam");
  await enrolled(actor, now);

  const list = await listStaff(operator.actor, {});

  expect(list.find((one) => one.email === email)).toEqual({
    personId: actor.personId,
    name: "Xu Wen",
    email,
    roles: ["engineer", "tam"],
    isDisabled: false,
    hasPassword: true,
    hasSecondFactor: true,
    deletion: null,
    signedInAt: now.toISOString(),
  });
  expect(JSON.stringify(list)).not.toContain("$argon2");
});
