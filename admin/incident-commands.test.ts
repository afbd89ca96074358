import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { program } from "@/admin/program";
import { tellFailure } from "@/admin/tell-failure";
import { prisma } from "@/lib/db/prisma";
import { aCustomer, anEngineer } from "@/lib/testing/conversation-world";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "chain-"));
});
afterAll(() => rm(folder, { recursive: true }));
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** Runs one command line as admin.ts does. */
async function admin(...args: string[]): Promise<{ code: number; said: string }> {
  let [said, code] = ["", 0];
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, "write").mockImplementation((text) => ((said += String(text)), true));
  try {
    await program({ start: () => undefined }).parseAsync(args, { from: "user" });
  } catch (thrown) {
    code = tellFailure(thrown);
  }
  vi.restoreAllMocks();
  return { code, said };
}

async function chainFile(steps: unknown): Promise<string> {
  const file = path.join(folder, `${randomBytes(4).toString("hex")}.json`);
  await writeFile(file, JSON.stringify(steps));
  return file;
}

async function anAccount() {
  const { accountId } = await aCustomer();
  const { alias } = await prisma().account.findUniqueOrThrow({ where: { id: accountId } });
  const chain = () => prisma().escalationChain.findUnique({ where: { accountId } });
  return { alias, chain };
}

it("sets an account's chain, and the default again", async () => {
  const { alias, chain } = await anAccount();
  const { personId } = await anEngineer();
  const steps = [
    { targets: ["assignee", "on_call"], afterMinutes: 0 },
    { targets: [personId], afterMinutes: 3 },
  ];

  const set = await admin("set-escalation", "--account", alias, "--file", await chainFile(steps));
  expect(set.code).toBe(0);
  expect(set.said).toContain("2 steps");
  expect((await chain())?.steps).toEqual(steps);

  expect(await admin("set-escalation", "--account", alias, "--default")).toMatchObject({ code: 0 });
  expect(await chain()).toBeNull();
});

const one = (targets: unknown, afterMinutes: unknown = 0) => ({ targets, afterMinutes });

it.each([
  ["no list", { steps: [] }, "chain_malformed"],
  ["no steps", [], "chain_malformed"],
  ["another word", [{ ...one(["tam"]), phone: true }], "chain_malformed"],
  ["a target nobody knows", [one(["boss"])], "chain_unknown_target"],
  ["a step that calls nobody", [one([])], "chain_without_target"],
  ["a late beginning", [one(["tam"], 5)], "chain_starts_late"],
  ["steps at the same time", [one(["tam"]), one(["manager"], 5), one(["tam"], 5)], "chain_out_of_order"],
  ["half minutes", [one(["tam"]), one(["tam"], 1.5)], "chain_minutes"],
  ["more than a day", [one(["tam"]), one(["tam"], 1_441)], "chain_minutes"],
  ["a person who is none", [one(["00000000-0000-4000-8000-000000000000"])], "no_such_colleague"],
])("refuses a chain with %s", async (_what, steps, reason) => {
  const { alias, chain } = await anAccount();

  const { code, said } = await admin("set-escalation", "--account", alias, "--file", await chainFile(steps));

  expect(code).toBe(1);
  expect(said).toContain(reason);
  expect(await chain()).toBeNull();
});

it("needs a file that is JSON, or --default", async () => {
  const { alias } = await anAccount();
  const broken = path.join(folder, "broken.json");
  await writeFile(broken, "[");

  for (const args of [[], ["--file", broken], ["--file", "nowhere.json"], ["--file", broken, "--default"]])
    expect(await admin("set-escalation", "--account", alias, ...args)).toMatchObject({ code: 2 });
});

it("adds and disables a webhook, and says its secret nowhere", async () => {
  const secret = randomBytes(16).toString("hex");
  vi.stubEnv("WEBHOOK_SECRET", secret);
  const url = "https://events.example.com/v2/enqueue";

  const added = await admin("add-webhook", "--name", "vendor", "--url", url, "--format", "pagerduty");
  expect(added.code).toBe(0);
  expect(added.said).not.toContain(secret);
  expect(JSON.stringify(await prisma().pagingWebhook.findMany())).not.toContain(secret);
  expect(JSON.stringify(await prisma().auditEvent.findMany())).not.toContain(secret);

  expect(await admin("disable-webhook", "--name", "vendor")).toMatchObject({ code: 0 });
  expect(await prisma().pagingWebhook.count({ where: { disabledAt: null } })).toBe(0);
});
