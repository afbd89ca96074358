import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { demoApps } from "../e2e/feishu/demo-seed";
import { DEMO_PASSWORD } from "@/admin/demo-people";
import { program } from "@/admin/program";
import { signInDemoPrincipal } from "@/lib/accounts/commands/sign-in-demo-principal";
import { signInPrincipal } from "@/lib/accounts/commands/sign-in-principal";
import { findAccount } from "@/lib/accounts/queries/find-account";
import { listDemoPrincipals } from "@/lib/accounts/queries/list-demo-principals";
import { environment } from "@/lib/config/environment";
import { prisma } from "@/lib/db/prisma";
import { onDuty } from "@/lib/duty/on-duty";
import { listDuty } from "@/lib/duty/queries/list-duty";
import { createStaff } from "@/lib/identity/commands/create-staff";
import { markDemo } from "@/lib/identity/commands/mark-demo";
import { signInDemoPerson } from "@/lib/identity/commands/sign-in-demo-person";
import { listDemoPeople } from "@/lib/identity/queries/list-demo-people";
import { findActor } from "@/lib/identity/queries/find-actor";
import { rowCounts, startTestFeishu } from "@/lib/testing/channel-world";

const system = { kind: "system", name: "test" } as const;
const at = () => ({ now: new Date(), address: "192.0.2.1" });
let feishu: Awaited<ReturnType<typeof startTestFeishu>>;

beforeAll(async () => {
  vi.stubEnv("APP_MODE", "demo");
  vi.stubEnv("DEMO_APPS", JSON.stringify(demoApps));
  feishu = await startTestFeishu();
});
afterAll(() => feishu.close());

async function loadDemo(): Promise<string> {
  let out = "";
  const stdout = vi
    .spyOn(process.stdout, "write")
    .mockImplementation((text) => ((out += String(text)), true));
  try {
    await program({ start: () => undefined }).parseAsync(["demo-data"], { from: "user" });
  } finally {
    stdout.mockRestore();
  }
  return out;
}

it("refuses to mark a database that belongs to somebody", async () => {
  const made = await createStaff(
    system,
    { email: "real@vendor.example", name: "Real", roles: ["operator"], password: "a long password" },
    at(),
  );

  await expect(loadDemo()).rejects.toMatchObject({ reason: "identity.not_a_demo_database" });

  expect(await prisma().account.count()).toBe(0);
  await prisma().staffAccount.delete({ where: { personId: made.personId } });
});

it("fills an empty demo once, however often it runs, and prints how to sign in", async () => {
  const out = await loadDemo();
  const first = await rowCounts();
  const again = await loadDemo();
  const second = await rowCounts();

  expect(again).toBe(out);
  expect({ ...second, audit_event: 0, api_usage: 0 }).toEqual({ ...first, audit_event: 0, api_usage: 0 });
  expect(first).toMatchObject({ account: 3, staff_account: 7, channel: 2, support_plan: 3, role_grant: 1 });
  const states = await Promise.all(
    ["xingqiao", "beichen", "nanyu"].map(
      async (alias) => (await findAccount(system, { alias }, at()))?.plan.state,
    ),
  );
  expect(states).toEqual(["active", "active", "expired"]);
  for (const shown of [
    "ops@xingqiao",
    "tam@vendor.example",
    DEMO_PASSWORD,
    demoApps.a2.appId,
    demoApps.a2.appSecret,
  ])
    expect(out).toContain(shown);
  await expect(
    signInPrincipal({ name: "ops@xingqiao", password: DEMO_PASSWORD }, at()),
  ).resolves.toBeDefined();
});

it("verifies its channels with Feishu and binds TAM and deputy to their main groups", async () => {
  const channels = await prisma().channel.findMany({ include: { groups: { include: { members: true } } } });

  expect(channels.map(({ appId }) => appId).toSorted()).toEqual([demoApps.a1.appId, demoApps.b1.appId]);
  expect(channels.map(({ edition }) => edition).toSorted()).toEqual(["basic", "paid"]);
  for (const { groups } of channels) expect(groups.map(({ members }) => members.length)).toEqual([2]);
});

it("has an engineer for every product, and a duty lead, for two weeks from now", async () => {
  const now = new Date();
  for (const hours of [0, 12, 24, 13 * 24, 14 * 24]) {
    const then = new Date(now.getTime() + hours * 60 * 60 * 1_000);
    const people = await onDuty(prisma(), { kind: "duty_lead", now: then });
    expect(people).toHaveLength(1);
  }
  const { gaps, onCall, products } = await listDuty(system, {}, { now });
  expect([gaps, onCall.engineer.length, products.length]).toEqual([[], 1, 6]);
});

it("signs everybody it offers in with one click", async () => {
  const [people, principals] = [await listDemoPeople(), await listDemoPrincipals()];
  expect(people.map(({ signIn }) => signIn)).toContain("tam@vendor.example");
  expect(principals.map(({ signIn }) => signIn).toSorted()).toEqual([
    "beichen",
    "nanyu",
    "ops@xingqiao",
    "xingqiao",
  ]);

  for (const { id } of people) {
    const { sessionId } = await signInDemoPerson({ id }, at());
    expect(await findActor("staff", sessionId, new Date())).toMatchObject({ personId: id });
  }
  for (const { id } of principals) {
    const { sessionId } = await signInDemoPrincipal({ id }, at());
    expect(await findActor("console", sessionId, new Date())).toMatchObject({ principalId: id });
  }
});

it.each([
  ["the mode is not demo", { APP_MODE: "production" }, true],
  ["the mode is development", { APP_MODE: "development" }, true],
  ["Feishu is the real one", { FEISHU_API_BASE: "https://open.feishu.cn" }, true],
  ["Feishu only looks local", { FEISHU_API_BASE: "http://127.0.0.1.evil.example" }, true],
  ["the database is not marked", {}, false],
] as const)("offers and does nothing of the kind when %s", async (_what, change, demo) => {
  const [person] = await listDemoPeople();
  const [principal] = await listDemoPrincipals();
  const settings = environment();
  const before = { ...settings };
  Object.assign(settings, change);
  await prisma().installation.update({ where: { id: 1 }, data: { demo } });
  const sessions = await prisma().session.count();
  try {
    expect([...(await listDemoPeople()), ...(await listDemoPrincipals())]).toEqual([]);
    const refused = { code: "NOT_FOUND", reason: "identity.no_demo" };
    await expect(signInDemoPerson({ id: person?.id ?? "" }, at())).rejects.toMatchObject(refused);
    await expect(signInDemoPrincipal({ id: principal?.id ?? "" }, at())).rejects.toMatchObject(refused);
    expect(await prisma().session.count()).toBe(sessions);
  } finally {
    Object.assign(settings, before);
    await prisma().installation.update({ where: { id: 1 }, data: { demo: true } });
  }
});

it("is not loaded in production", async () => {
  const settings = environment();
  settings.APP_MODE = "production";
  try {
    await expect(markDemo(system, {}, at())).rejects.toMatchObject({ reason: "identity.not_demo_mode" });
  } finally {
    settings.APP_MODE = "demo";
  }
});

it("signs nobody in who does not exist, is disabled, or is a role", async () => {
  const refused = { code: "NOT_FOUND", reason: "identity.no_demo" };
  const role = await prisma().principal.findFirstOrThrow({ where: { kind: "ram_role" } });
  const [person] = await listDemoPeople();
  const personId = person?.id ?? "";
  await prisma().staffAccount.update({ where: { personId }, data: { disabledAt: new Date() } });

  await expect(signInDemoPerson({ id: personId }, at())).rejects.toMatchObject(refused);
  await expect(signInDemoPerson({ id: crypto.randomUUID() }, at())).rejects.toMatchObject(refused);
  await expect(signInDemoPrincipal({ id: role.id }, at())).rejects.toMatchObject(refused);
  expect((await listDemoPeople()).map(({ id }) => id)).not.toContain(personId);
});
