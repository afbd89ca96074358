import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { createStaff } from "@/lib/identity/commands/create-staff";
import { signInStaff } from "@/lib/identity/commands/sign-in-staff";
import { createStaffInput, signInStaffInput } from "@/lib/identity/contract";
import { findActor } from "@/lib/identity/queries/find-actor";
import { anEmployee, anEngineer, aCustomer } from "@/lib/testing/conversation-world";

const operator = { kind: "system", name: "test" } as const;
const PASSWORD = "a long enough password";
const at = () => ({ now: new Date(), address: randomUUID() });
const newStaff = (changes: object = {}) =>
  createStaffInput.parse({
    email: `${randomUUID()}@vendor.example`,
    name: "Zhao Min",
    password: PASSWORD,
    roles: ["tam"],
    ...changes,
  });

it("opens a session of the person who was made, and records it", async () => {
  const { email, personId } = await createStaff(
    operator,
    newStaff({ roles: ["tam", "tam", "operator"] }),
    at(),
  );
  const now = new Date();

  const signedIn = await signInStaff(
    signInStaffInput.parse({ email: ` ${email.toUpperCase()} `, password: PASSWORD }),
    { now, address: "192.0.2.1", userAgent: `Mozilla/5.0 ${"x".repeat(1_000)}` },
  );
  const sessionId = signedIn.sessionId ?? "";

  expect(await findActor("staff", sessionId, now)).toEqual({
    kind: "staff",
    personId,
    roles: ["tam", "operator"],
    sessionId,
  });
  expect(await findActor("staff", sessionId, new Date(now.getTime() + 12 * 60 * 60 * 1_000))).toBeNull();
  const { userAgent } = await prisma().session.findUniqueOrThrow({ where: { id: sessionId } });
  expect(userAgent).toHaveLength(300);
  const events = await prisma().auditEvent.findMany({ where: { subjectId: { in: [personId, sessionId] } } });
  expect(events.map(({ action, actorKind }) => [action, actorKind])).toEqual([
    ["staff.created", "system:test"],
    ["session.opened", "staff"],
  ]);
});

it.each([
  ["a wrong password", "a wrong password", false],
  ["a disabled account", PASSWORD, true],
])("refuses %s like a name that does not exist, and opens nothing", async (_what, password, disabled) => {
  const { email, personId } = await createStaff(operator, newStaff(), at());
  if (disabled) await prisma().staffAccount.update({ where: { personId }, data: { disabledAt: new Date() } });
  const refused = { code: "UNAUTHENTICATED", reason: "identity.wrong_credentials", details: {} };

  await expect(signInStaff({ email, password }, at())).rejects.toMatchObject(refused);
  await expect(signInStaff({ email: `no-${email}`, password }, at())).rejects.toMatchObject(refused);
  expect(await prisma().session.count({ where: { personId } })).toBe(0);
});

it("refuses the right password too while the name is locked", async () => {
  const { email } = await createStaff(operator, newStaff(), at());
  const address = randomUUID();
  for (let time = 0; time < 5; time += 1)
    await expect(
      signInStaff({ email, password: "a wrong password" }, { ...at(), address }),
    ).rejects.toMatchObject({
      code: "UNAUTHENTICATED",
    });

  await expect(signInStaff({ email, password: PASSWORD }, { ...at(), address })).rejects.toMatchObject({
    code: "RATE_LIMITED",
    reason: "identity.too_many_attempts",
    retryAfterSeconds: 30,
  });
  const later = new Date(Date.now() + 31_000);
  await expect(signInStaff({ email, password: PASSWORD }, { now: later, address })).resolves.toBeDefined();
});

it("makes one of two people with the same e-mail address, and no person without account", async () => {
  const input = newStaff({ name: randomUUID() });

  const results = await Promise.allSettled([
    createStaff(operator, input, at()),
    createStaff(operator, { ...input, email: input.email }, at()),
  ]);

  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(results.find(({ status }) => status === "rejected")).toMatchObject({
    reason: { code: "CONFLICT", reason: "identity.email_taken" },
  });
  expect(await prisma().person.count({ where: { name: input.name } })).toBe(1);
});

it("lets operators make staff, and nobody else", async () => {
  const boss = await anEngineer("Shen Yue", ["operator"]);
  const employee = await anEmployee(await aCustomer());
  await expect(createStaff(boss, newStaff(), at())).resolves.toBeDefined();

  for (const actor of [await anEngineer("Guo Kai", ["engineer", "tam", "manager"]), employee])
    await expect(createStaff(actor, newStaff(), at())).rejects.toMatchObject({ code: "FORBIDDEN" });
});

it("stores no password in clear", async () => {
  const password = `${randomUUID()} password`;
  const { personId } = await createStaff(operator, newStaff({ password }), at());

  const { passwordHash } = await prisma().staffAccount.findUniqueOrThrow({ where: { personId } });
  expect(passwordHash).toMatch(/^\$argon2id\$/);
  expect(passwordHash).not.toContain(password);
});
