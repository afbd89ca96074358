import { afterEach, describe, expect, it, vi } from "vitest";
import { program } from "@/admin/program";
import { tellFailure } from "@/admin/tell-failure";
import { signInPrincipal } from "@/lib/accounts/commands/sign-in-principal";
import { findAccount } from "@/lib/accounts/queries/find-account";
import { prisma } from "@/lib/db/prisma";
import { signInStaff } from "@/lib/identity/commands/sign-in-staff";
import { aCustomer, aMainGroup } from "@/lib/testing/conversation-world";

const PASSWORD = "a long enough password";
const at = () => ({ now: new Date(), address: "192.0.2.1" });
const system = { kind: "system", name: "test" } as const;

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** Runs one command line as admin.ts does. */
async function admin(...args: string[]): Promise<{ code: number; out: string; errors: string }> {
  let [out, errors, code] = ["", "", 0];
  vi.spyOn(process.stdout, "write").mockImplementation((text) => ((out += String(text)), true));
  vi.spyOn(process.stderr, "write").mockImplementation((text) => ((errors += String(text)), true));
  try {
    await program({ start: () => undefined }).parseAsync(args, { from: "user" });
  } catch (thrown) {
    code = tellFailure(thrown);
  }
  vi.restoreAllMocks();
  return { code, out, errors };
}

describe("on an empty database", () => {
  it("the commands of the help make an installation that people can use", async () => {
    expect(await prisma().account.count()).toBe(0);
    vi.stubEnv("ADMIN_PASSWORD", PASSWORD);
    const lines = [
      ["create-operator", "--email", "boss@vendor.example", "--name", "Shen Yue"],
      ["create-staff", "--email", "tam@vendor.example", "--name", "Xu Wen", "--role", "tam", "engineer"],
      ["create-staff", "--email", "deputy@vendor.example", "--name", "He Jing", "--role", "tam"],
      ["create-account", "--name", "Customer Ltd", "--alias", "customer"],
      ["create-ram-user", "--account", "customer", "--name", "ops"],
      ["create-ram-role", "--account", "customer", "--name", "channel-admin", "--for", "ops"],
      [
        "set-plan",
        "--account",
        "customer",
        "--tier",
        "enterprise",
        "--from",
        "2026-01-01",
        "--to",
        "2126-01-01",
      ],
      [
        "set-tam",
        "--account",
        "customer",
        "--tam",
        "tam@vendor.example",
        "--deputy",
        "deputy@vendor.example",
      ],
    ];
    for (const line of lines) expect(await admin(...line)).toMatchObject({ code: 0, errors: "" });

    for (const email of ["boss@vendor.example", "tam@vendor.example"])
      await expect(signInStaff({ email, password: PASSWORD }, at())).resolves.toBeDefined();
    for (const name of ["customer", "ops@customer"])
      await expect(signInPrincipal({ name, password: PASSWORD }, at())).resolves.toBeDefined();
    const account = await findAccount(system, { alias: "customer" }, at());
    const staff = await prisma().staffAccount.findMany({ orderBy: { email: "asc" } });
    expect(staff.map(({ roles }) => roles)).toEqual([["operator"], ["tam"], ["tam", "engineer"]]);
    expect(account?.plan).toMatchObject({
      state: "active",
      plan: {
        validFrom: "2025-12-31T16:00:00.000Z",
        tamId: staff[2]?.personId,
        deputyId: staff[1]?.personId,
      },
    });
    expect(await prisma().roleGrant.count()).toBe(1);
    const actors = await prisma().auditEvent.findMany({ where: { action: { not: "session.opened" } } });
    expect(new Set(actors.map(({ actorKind }) => actorKind))).toEqual(new Set(["system:command-line"]));
  });

  it("a changed TAM keeps the deputy", async () => {
    const before = await prisma().supportPlan.findFirstOrThrow();

    await admin("set-tam", "--account", "customer", "--tam", "boss@vendor.example");

    const after = await prisma().supportPlan.findFirstOrThrow();
    expect(after.tamId).not.toBe(before.tamId);
    expect(after.deputyId).toBe(before.deputyId);
  });
});

it("makes a password when none is given, and prints it once", async () => {
  const { out } = await admin(
    "create-staff",
    "--email",
    "new@vendor.example",
    "--name",
    "Guo Kai",
    "--role",
    "engineer",
  );
  const [, password = ""] = /Password \(shown only now\): (\S+)/.exec(out) ?? [];

  expect(password.length).toBeGreaterThanOrEqual(20);
  await expect(signInStaff({ email: "new@vendor.example", password }, at())).resolves.toBeDefined();
});

it("does not print a password that was given", async () => {
  const args = ["--email", "quiet@vendor.example", "--name", "Q", "--password", PASSWORD];
  const { code, out } = await admin("create-operator", ...args);

  expect(code).toBe(0);
  expect(out).not.toContain(PASSWORD);
});

it.each([
  [
    "a short password",
    ["create-operator", "--email", "x@y.example", "--name", "X", "--password", "short"],
    /at least 10/,
  ],
  ["no e-mail address", ["create-operator", "--email", "x", "--name", "X"], /not an e-mail address/],
  ["an unknown account", ["create-ram-user", "--account", "nobody", "--name", "ops"], /no such account/],
  ["an unknown TAM", ["set-tam", "--account", "customer", "--tam", "who@y.example"], /who@y\.example/],
  ["a taken alias", ["create-account", "--name", "Other", "--alias", "customer"], /customer is taken/],
  ["an unknown channel", ["set-edition", "--app-id", "cli_x", "--edition", "paid"], /no such channel/],
  [
    "a plan backwards",
    [
      "set-plan",
      "--account",
      "customer",
      "--tier",
      "enterprise",
      "--from",
      "2027-01-01",
      "--to",
      "2026-01-01",
    ],
    /end after it begins/,
  ],
])("refuses %s in a sentence and with exit code 1", async (_what, args, sentence) => {
  const { code, errors } = await admin(...args);

  expect(code).toBe(1);
  expect(errors).toMatch(sentence);
  expect(errors.trim().split("\n")).toHaveLength(1);
});

it.each([
  ["no command", []],
  ["an unknown command", ["make-coffee"]],
  ["a missing option", ["create-operator", "--name", "X"]],
  [
    "an unknown tier",
    ["set-plan", "--account", "a", "--tier", "gold", "--from", "2026-01-01", "--to", "2027-01-01"],
  ],
  [
    "a day that does not exist",
    ["set-plan", "--account", "a", "--tier", "enterprise", "--from", "2026-02-31", "--to", "2027-01-01"],
  ],
  [
    "a time without zone",
    [
      "set-plan",
      "--account",
      "a",
      "--tier",
      "enterprise",
      "--from",
      "2026-02-01T10:00:00",
      "--to",
      "2027-01-01",
    ],
  ],
])("does not understand %s: exit code 2 and nothing done", async (_what, args) => {
  const before = await prisma().auditEvent.count();

  const { code, errors } = await admin(...args);

  expect(code).toBe(2);
  expect(errors).toMatch(/error:|Usage:/);
  expect(await prisma().auditEvent.count()).toBe(before);
});

it("explains every command", async () => {
  for (const { name } of program({ start: () => undefined }).commands.map((command) => ({
    name: command.name(),
  }))) {
    const { code, out } = await admin(name, "--help");
    expect([code, out]).toEqual([0, expect.stringContaining(`Usage: npm run admin -- ${name}`)]);
  }
});

it("notes the Feishu edition of a channel", async () => {
  const { appId, channelId } = await aCustomer();

  expect((await admin("set-edition", "--app-id", appId, "--edition", "paid")).code).toBe(0);

  const { edition } = await prisma().channel.findUniqueOrThrow({ where: { id: channelId } });
  expect(edition).toBe("paid");
});

it("makes a new TAM a member of the main groups there are", async () => {
  const customer = await aCustomer();
  const { alias } = await prisma().account.findUniqueOrThrow({ where: { id: customer.accountId } });
  const groupId = await aMainGroup(customer);

  expect((await admin("set-tam", "--account", alias, "--tam", "tam@vendor.example")).code).toBe(0);

  const tam = await prisma().staffAccount.findUniqueOrThrow({ where: { email: "tam@vendor.example" } });
  const member = await prisma().groupMember.findFirst({ where: { groupId, personId: tam.personId } });
  expect(member).toMatchObject({ side: "service", leftAt: null });
});
