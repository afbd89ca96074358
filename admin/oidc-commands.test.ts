import { randomUUID } from "node:crypto";
import { afterEach, beforeAll, expect, it, vi } from "vitest";
import { program } from "@/admin/program";
import { tellFailure } from "@/admin/tell-failure";
import { prisma } from "@/lib/db/prisma";
import { aPrincipal, aStaffMember } from "@/lib/testing/second-factor-world";

const ISSUER = "https://id.example.com/";

beforeAll(() => {
  // The console has none.
  vi.stubEnv("DESK_OIDC_ISSUER", "https://id.example.com");
  vi.stubEnv("DESK_OIDC_CLIENT_ID", "ailink");
  vi.stubEnv("DESK_OIDC_CLIENT_SECRET", "of nobody");
});
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

it("makes one of the service team without a password", async () => {
  const email = `${randomUUID()}@vendor.example`;
  const who = ["--email", email, "--name", "Xu Wen"];

  expect(await admin("create-staff", ...who, "--role", "tam", "--oidc")).toBe(
    `0 tam ${email} can sign in to the desk by OpenID Connect.`,
  );

  const account = await prisma().staffAccount.findUniqueOrThrow({ where: { email } });
  expect(account.passwordHash).toBeNull();
  const made = await prisma().auditEvent.findFirstOrThrow({ where: { subjectId: account.personId } });
  expect(made.details).toEqual({ roles: "tam", method: "oidc" });
  expect(await admin("create-operator", ...who, "--oidc", "--password", "a long password")).toMatch(/^2 /);
});

it("links and unlinks one of the service team", async () => {
  const { email } = await aStaffMember(new Date());
  const subject = randomUUID();

  const linked = await admin("link-staff-oidc", "--email", email.toUpperCase(), "--subject", subject);
  expect(linked).toBe(`0 ${email} is ${subject} at ${ISSUER}.`);
  expect(await admin("link-staff-oidc", "--email", email, "--subject", "2")).toMatch(/^1 .*oidc_taken/);
  expect(await admin("link-staff-oidc", "--email", "no@y.example", "--subject", "2")).toMatch(/^1 .*no@y/);
  expect(await prisma().oidcIdentity.count({ where: { subject } })).toBe(1);

  expect(await admin("unlink-staff-oidc", "--email", email)).toMatch(/^0 .*sessions ended: 1/);
  expect(await admin("unlink-staff-oidc", "--email", email)).toMatch(/^1 .*oidc_not_linked/);
  expect(await prisma().oidcIdentity.count({ where: { subject } })).toBe(0);
});

it("links nobody where no provider is set up", async () => {
  const { alias } = await aPrincipal(new Date());
  const command = ["link-oidc", "--account", alias, "--subject"];
  expect(await admin(...command, randomUUID())).toMatch(/^1 .*oidc_not_configured/);
  expect(await admin(...command, "x".repeat(300))).toMatch(/^1 .*oidc_subject_invalid/);
  expect(await admin("unlink-oidc", "--account", alias)).toMatch(/^1 .*oidc_not_linked/);
});
