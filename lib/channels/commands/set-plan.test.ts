import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { createAccount } from "@/lib/accounts/commands/create-account";
import { createRamRole } from "@/lib/accounts/commands/create-ram-role";
import { createRamUser } from "@/lib/accounts/commands/create-ram-user";
import { grantRole } from "@/lib/accounts/commands/grant-role";
import { setPlan } from "@/lib/channels/commands/set-plan";
import { createAccountInput, setPlanInput } from "@/lib/accounts/contract";
import { planStateOf } from "@/lib/accounts/plan-state";
import { findAccount } from "@/lib/accounts/queries/find-account";
import { prisma } from "@/lib/db/prisma";
import { anAccount } from "@/lib/testing/channel-world";
import { aCustomer, anEmployee, anEngineer } from "@/lib/testing/conversation-world";

const operator = { kind: "system", name: "test" } as const;
const at = { now: new Date("2026-06-01T00:00:00Z") };
const PASSWORD = "a long enough password";
const newAlias = () => `a-${randomUUID().slice(0, 12)}`;
const day = (text: string) => new Date(`${text}T00:00:00Z`);
const plan = (alias: string, from: string, to: string) =>
  setPlanInput.parse({ alias, tier: "enterprise", validFrom: day(from), validTo: day(to) });

async function newAccount(): Promise<{ alias: string; accountId: string }> {
  return createAccount(operator, { alias: newAlias(), name: "Customer", password: PASSWORD }, at);
}

it.each([
  ["active", "2026-01-01", "2027-01-01"],
  ["active", "2026-06-01", "2027-01-01"],
  ["expired", "2026-01-01", "2026-06-01"],
  ["not_started", "2026-06-02", "2027-01-01"],
])("calls a plan %s that holds from %s up to %s", async (state, from, to) => {
  const { alias, accountId } = await newAccount();
  expect(await planStateOf(prisma(), accountId, at.now)).toEqual({ state: "none", plan: null });

  expect(await setPlan(operator, plan(alias, from, to), at)).toMatchObject({
    state,
    plan: { tier: "enterprise" },
  });

  expect(await findAccount(operator, { alias }, at)).toMatchObject({ alias, plan: { state } });
});

it("renews the same plan, so that what hangs on it stays, and records it", async () => {
  const { alias, accountId } = await newAccount();
  const first = await setPlan(operator, plan(alias, "2025-01-01", "2026-01-01"), at);
  const renewed = await setPlan(operator, plan(alias, "2025-01-01", "2027-01-01"), at);

  expect(renewed.plan?.id).toBe(first.plan?.id);
  expect([first.state, renewed.state]).toEqual(["expired", "active"]);
  const events = await prisma().auditEvent.findMany({ where: { accountId }, orderBy: { id: "asc" } });
  expect(events.map(({ action }) => action)).toEqual(["account.created", "plan.created", "plan.changed"]);
  const terms = (year: string) => ({
    tier: "enterprise",
    validFrom: "2025-01-01T00:00:00.000Z",
    validTo: `${year}-01-01T00:00:00.000Z`,
  });
  expect(events.map(({ details }) => details).slice(1)).toEqual([
    terms("2026"),
    { ...terms("2027"), before: terms("2026") },
  ]);
});

it("makes one first plan when two set it at once", async () => {
  const { alias, accountId } = await newAccount();

  await Promise.all([
    setPlan(operator, plan(alias, "2026-01-01", "2027-01-01"), at),
    setPlan(operator, plan(alias, "2026-01-01", "2027-01-01"), at),
  ]);

  expect(await prisma().supportPlan.count({ where: { accountId } })).toBe(1);
});

it("says active as long as one of several plans is", async () => {
  const { accountId } = await newAccount();
  const add = (from: string, to: string) =>
    prisma().supportPlan.create({
      data: {
        id: randomUUID(),
        accountId,
        tier: "enterprise",
        validFrom: day(from),
        validTo: day(to),
        createdAt: at.now,
      },
    });
  await add("2025-01-01", "2026-01-01");
  await add("2028-01-01", "2029-01-01");
  const next = await add("2027-01-01", "2028-01-01");
  expect(await planStateOf(prisma(), accountId, at.now)).toMatchObject({
    state: "not_started",
    plan: { id: next.id },
  });

  const active = await add("2026-01-01", "2027-01-01");
  expect(await planStateOf(prisma(), accountId, at.now)).toMatchObject({
    state: "active",
    plan: { id: active.id },
  });
});

it("refuses a plan that ends before it begins, and an alias nobody could type", () => {
  expect(() => plan("customer", "2027-01-01", "2026-01-01")).toThrow("accounts.plan_ends_before_it_begins");
  for (const alias of ["a@b", "", "-a", "a b", "中文", "x".repeat(51)])
    expect(() => createAccountInput.parse({ alias, name: "n", password: PASSWORD })).toThrow(
      "accounts.invalid_alias",
    );
  expect(createAccountInput.parse({ alias: " XingQiao ", name: "n", password: PASSWORD }).alias).toBe(
    "xingqiao",
  );
});

it("gives an alias, and a name in an account, to one of two", async () => {
  const alias = newAlias();
  const twice = <T>(work: () => Promise<T>) => Promise.allSettled([work(), work()]);
  const reasons = (results: PromiseSettledResult<unknown>[]) =>
    results.flatMap((result) => (result.status === "rejected" ? [String(result.reason)] : []));

  const accounts = await twice(() => createAccount(operator, { alias, name: "C", password: PASSWORD }, at));
  const users = await twice(() => createRamUser(operator, { alias, name: "ops", password: PASSWORD }, at));

  expect(reasons(accounts)).toEqual([expect.stringContaining("CONFLICT accounts.alias_taken")]);
  expect(reasons(users)).toEqual([expect.stringContaining("CONFLICT accounts.principal_name_taken")]);
  await expect(createRamRole(operator, { alias, name: alias }, at)).rejects.toMatchObject({
    reason: "accounts.principal_name_taken",
  });
});

it("grants a role of the account to a user of the account, once", async () => {
  const { alias, accountId } = await newAccount();
  await createRamUser(operator, { alias, name: "ops", password: PASSWORD }, at);
  await createRamRole(operator, { alias, name: "admin" }, at);
  const grant = (user: string, role: string) => grantRole(operator, { alias, user, role }, at);

  await grant("ops", "admin");
  await grant("ops", "admin");

  expect(await prisma().roleGrant.count({ where: { accountId } })).toBe(1);
  expect(await prisma().auditEvent.count({ where: { accountId, action: "ram_role.granted" } })).toBe(1);
  await expect(grant("admin", "admin")).rejects.toMatchObject({ reason: "accounts.no_such_ram_user" });
  await expect(grant("ops", "ops")).rejects.toMatchObject({ reason: "accounts.no_such_ram_role" });
});

it("lets operators administer, tells the account's own people no, and hides it from everybody else", async () => {
  const { alias, accountId } = await newAccount();
  const input = plan(alias, "2026-01-01", "2027-01-01");
  const own = { ...(await anAccount()).actor, accountId };
  await expect(setPlan(await anEngineer("Shen Yue", ["operator"]), input, at)).resolves.toBeDefined();

  await expect(setPlan(own, input, at)).rejects.toMatchObject({
    code: "FORBIDDEN",
    reason: "accounts.may_not_administer",
  });
  for (const actor of [
    await anEngineer("Guo Kai"),
    (await anAccount()).actor,
    await anEmployee(await aCustomer()),
  ]) {
    await expect(setPlan(actor, input, at)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await findAccount(actor, { alias }, at)).toBeNull();
  }
});
