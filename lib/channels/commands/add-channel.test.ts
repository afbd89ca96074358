import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { demoTenants } from "../../../e2e/feishu/demo-seed";
import { addChannel } from "@/lib/channels/commands/add-channel";
import { channelCredentials } from "@/lib/channels/queries/channel-credentials";
import { listChannels } from "@/lib/channels/queries/list-channels";
import { currentTime } from "@/lib/config/clock";
import { prisma } from "@/lib/db/prisma";
import {
  aFeishuApp,
  anAccount,
  rowCounts,
  startTestFeishu,
  tablesContaining,
  type TestApp,
} from "@/lib/testing/channel-world";

let feishu: Awaited<ReturnType<typeof startTestFeishu>>;
const tenant = demoTenants.a;

beforeAll(async () => {
  feishu = await startTestFeishu();
});
afterAll(() => feishu.close());
beforeEach(() => feishu.control.clearFaults());

const inputOf = ({ appId, appSecret }: TestApp) => ({ organizationName: tenant.name, appId, appSecret });
const add = (actor: Parameters<typeof addChannel>[0], input: Parameters<typeof addChannel>[1]) =>
  addChannel(actor, input, { now: currentTime() });

/** Runs a refused attempt and shows that nothing at all was stored. */
async function expectRefused(attempt: () => Promise<unknown>, code: string, reason: string) {
  const before = await rowCounts();
  await expect(attempt()).rejects.toMatchObject({ name: "AppError", code, reason });
  expect(await rowCounts()).toEqual(before);
}

describe("a right app", () => {
  it("is stored with what Feishu tells of the organization, and its main group has TAM and deputy", async () => {
    const { actor, accountId, planId, tamId, deputyId, principalName } = await anAccount();
    const app = await aFeishuApp(feishu.control, tenant.tenantKey);

    const view = await add(actor, {
      ...inputOf(app),
      appId: ` ${app.appId}\n`,
      appSecret: ` ${app.appSecret} `,
    });

    expect(view).toMatchObject({
      appId: app.appId,
      organizationName: tenant.name,
      namesDiffer: false,
      displayId: tenant.displayId,
      tag: "team",
      status: "active",
      addedBy: principalName,
      addedAs: null,
      secretEnding: app.appSecret.slice(-4),
    });
    expect(view.avatarUrl).toMatch(/^http/);
    expect(view.checks.every(({ state }) => state !== "warning")).toBe(true);
    expect(JSON.stringify(view)).not.toContain(app.appSecret);

    const group = await prisma().group.findFirstOrThrow({
      where: { channelId: view.id },
      include: { members: true },
    });
    expect(group).toMatchObject({ kind: "main", planId, accountId, archivedAt: null });
    expect(group.members.map(({ personId, side }) => ({ personId, side }))).toEqual(
      expect.arrayContaining([
        { personId: tamId, side: "service" },
        { personId: deputyId, side: "service" },
      ]),
    );
    expect(group.members).toHaveLength(2);
    const audited = await prisma().auditEvent.findMany({ where: { accountId } });
    expect(audited.map(({ action, actorId, subjectId }) => ({ action, actorId, subjectId }))).toEqual([
      { action: "channel.added", actorId: actor.principalId, subjectId: view.id },
    ]);
    const { secretEnding: _ending, ...listed } = view;
    expect(await listChannels(actor)).toEqual([listed]);
  });

  it("keeps its secret encrypted, and opens it for the row it belongs to alone", async () => {
    const { actor } = await anAccount();
    const app = await aFeishuApp(feishu.control, tenant.tenantKey);

    const { id } = await add(actor, inputOf(app));

    expect(await tablesContaining(app.appSecret)).toEqual([]);
    expect(await tablesContaining(Buffer.from(app.appSecret).toString("base64").replace(/=+$/, ""))).toEqual(
      [],
    );
    // The search finds what is there, so finding nothing means something.
    expect(await tablesContaining(app.appId)).toEqual(expect.arrayContaining(["channel"]));
    expect(await channelCredentials(id)).toEqual({ appId: app.appId, appSecret: app.appSecret });

    const other = await aFeishuApp(feishu.control, tenant.tenantKey);
    const { id: otherId } = await add(actor, inputOf(other));
    const { secretCiphertext } = await prisma().channel.findUniqueOrThrow({ where: { id } });
    await prisma().channel.update({ where: { id: otherId }, data: { secretCiphertext } });
    await expect(channelCredentials(otherId)).rejects.toMatchObject({ reason: "common.secret_unreadable" });
  });

  it("warns of another organization name, keeps both and shows the real one", async () => {
    const { actor } = await anAccount();
    const app = await aFeishuApp(feishu.control, tenant.tenantKey);
    const view = await add(actor, { ...inputOf(app), organizationName: "Another Company" });
    expect(view).toMatchObject({
      namesDiffer: true,
      organizationName: tenant.name,
      organizationNameTyped: "Another Company",
    });
  });

  it("does not warn of a name that only looks different", async () => {
    const { actor } = await anAccount();
    const app = await aFeishuApp(feishu.control, tenant.tenantKey);
    const view = await add(actor, { ...inputOf(app), organizationName: ` ${[...tenant.name].join(" ")} ` });
    expect(view.namesDiffer).toBe(false);
  });

  it("counts the calls the check cost as Feishu counts them", async () => {
    const { actor } = await anAccount();
    const key = "5f0c1d2e3b4a5968";
    await feishu.control.createTenant({ tenantKey: key, name: "计数科技" });
    const app = await aFeishuApp(feishu.control, key);

    await add(actor, { ...inputOf(app), organizationName: "计数科技" });

    const { tenants } = await feishu.control.state();
    const counted = tenants.find(({ tenantKey }) => tenantKey === key)?.quotaUsed;
    expect(counted).toBeGreaterThan(0);
    const usage = await prisma().apiUsage.findMany({ where: { tenantKey: key } });
    expect(usage.map((row) => row.counted)).toEqual([counted]);
  });

  it("is stored with a warning when a redirect URL is missing: that can be repaired in Feishu at any time", async () => {
    const { actor } = await anAccount();
    const app = await aFeishuApp(feishu.control, tenant.tenantKey);
    await feishu.control.changeApp(app.appId, { redirectUrls: [] });
    const view = await add(actor, inputOf(app));
    expect(view.checks.find(({ step }) => step === "redirect_urls")?.state).toBe("warning");
  });
});

describe("without an active plan", () => {
  it.each([
    ["none", "channels.no_active_plan"],
    ["expired", "channels.plan_expired"],
    ["not_started", "channels.plan_not_started"],
  ] as const)("(%s) nothing is asked of Feishu and nothing stored", async (plan, reason) => {
    const { actor } = await anAccount(plan);
    const app = await aFeishuApp(feishu.control, tenant.tenantKey);
    await feishu.control.clearJournal();
    await expectRefused(() => add(actor, inputOf(app)), "FORBIDDEN", reason);
    expect(await feishu.control.journal()).toEqual([]);
  });
});

describe("a wrong app", () => {
  type Case = {
    break?: (app: TestApp) => Promise<unknown>;
    type?: (app: TestApp) => Partial<TestApp>;
    publish?: boolean;
  };
  const faulty = (route: string, kind: "reset" | "html-502" | "error-500" | "truncated-json") => () =>
    feishu.control.addFault({ route, kind, times: 0 });
  const published =
    (draft: Parameters<typeof feishu.control.changeApp>[1]["draft"]) => async (app: TestApp) => {
      await feishu.control.changeApp(app.appId, draft === undefined ? {} : { draft });
      await feishu.control.publishVersion(app.appId);
    };
  const cases: [string, Case, string, string][] = [
    [
      "a wrong secret",
      { type: () => ({ appSecret: "wrong-secret" }) },
      "INVALID_INPUT",
      "feishu.app_secret_wrong",
    ],
    [
      "a malformed App ID",
      { type: () => ({ appId: "cli_nonsense" }) },
      "INVALID_INPUT",
      "feishu.app_id_malformed",
    ],
    [
      "an unknown App ID",
      { type: () => ({ appId: "cli_00000000000000ff" }) },
      "INVALID_INPUT",
      "feishu.app_id_unknown",
    ],
    ["an unpublished app", { publish: false }, "CONFLICT", "feishu.app_not_published"],
    [
      "a missing scope",
      { break: published({ scopes: [{ scope: "tenant:tenant:readonly", tokenType: "tenant" }] }) },
      "CONFLICT",
      "feishu.scope_missing",
    ],
    ["a bot that is off", { break: published({ bot: false }) }, "CONFLICT", "feishu.bot_off"],
    [
      "a disabled app",
      { break: (app) => feishu.control.changeApp(app.appId, { status: "disabled" }) },
      "CONFLICT",
      "feishu.app_disabled",
    ],
    ["Feishu down", { break: faulty("*", "reset") }, "UPSTREAM_FAILED", "feishu.unreachable"],
    ["a fault of Feishu", { break: faulty("*", "error-500") }, "UPSTREAM_FAILED", "feishu.unreachable"],
    [
      "an answer in HTML",
      { break: faulty("*", "html-502") },
      "UPSTREAM_FAILED",
      "feishu.answer_not_understood",
    ],
    [
      "half an answer",
      { break: faulty("*", "truncated-json") },
      "UPSTREAM_FAILED",
      "feishu.answer_not_understood",
    ],
    [
      "Feishu slow",
      { break: () => feishu.control.addFault({ route: "*", kind: "latency", delayMs: 10_000, times: 1 }) },
      "UPSTREAM_FAILED",
      "feishu.too_slow",
    ],
  ];

  it.each(cases)("(%s) is refused and stores nothing", async (_name, broken, code, reason) => {
    const { actor } = await anAccount();
    const app = await aFeishuApp(feishu.control, tenant.tenantKey, broken.publish ?? true);
    await broken.break?.(app);
    const input = { ...inputOf(app), ...broken.type?.(app) };
    await expectRefused(() => add(actor, input), code, reason);
  });

  it("is added by the same input once it is repaired", async () => {
    const { actor } = await anAccount();
    const app = await aFeishuApp(feishu.control, tenant.tenantKey, false);
    await expectRefused(() => add(actor, inputOf(app)), "CONFLICT", "feishu.app_not_published");
    await feishu.control.publishVersion(app.appId);
    await expect(add(actor, inputOf(app))).resolves.toMatchObject({ appId: app.appId });
  });

  it.each([
    ["no organization name", { organizationName: "  " }],
    ["too long an organization name", { organizationName: "x".repeat(101) }],
    ["no App Secret", { appSecret: " " }],
  ])("(%s) does not pass the contract", async (_name, typed) => {
    const { actor } = await anAccount();
    const app = await aFeishuApp(feishu.control, tenant.tenantKey);
    const before = await rowCounts();
    await expect(add(actor, { ...inputOf(app), ...typed })).rejects.toMatchObject({ name: "ZodError" });
    expect(await rowCounts()).toEqual(before);
  });
});

describe("an app that has a channel", () => {
  it("of the same account: says who added it and when, and keeps the secret that works", async () => {
    const { actor, principalName } = await anAccount();
    const app = await aFeishuApp(feishu.control, tenant.tenantKey);
    const { id, addedAt } = await add(actor, inputOf(app));
    await expectRefused(() => add(actor, inputOf(app)), "CONFLICT", "channels.already_registered");
    await expect(add(actor, { ...inputOf(app), appSecret: "wrong-secret" })).rejects.toMatchObject({
      reason: "channels.already_registered",
      details: { addedBy: principalName, addedAt: Date.parse(addedAt) },
    });
    expect((await channelCredentials(id)).appSecret).toBe(app.appSecret);
  });

  it("of the same account, added by the command line: says that the service team did it", async () => {
    const { actor, accountId } = await anAccount();
    const app = await aFeishuApp(feishu.control, tenant.tenantKey);
    const { addedBy } = await add({ kind: "system", name: "admin", accountId }, inputOf(app));
    expect(addedBy).toBeNull();
    await expectRefused(() => add(actor, inputOf(app)), "CONFLICT", "channels.already_registered_by_service");
  });

  it("of another account: cannot be registered, tells nothing, and the attempt is on record", async () => {
    const [owner, stranger] = [await anAccount(), await anAccount()];
    const app = await aFeishuApp(feishu.control, tenant.tenantKey);
    await add(owner.actor, inputOf(app));
    const before = await rowCounts();

    await expect(add(stranger.actor, inputOf(app))).rejects.toMatchObject({
      code: "CONFLICT",
      reason: "channels.cannot_be_registered",
      details: {},
    });

    expect(await rowCounts()).toEqual({ ...before, audit_event: (before["audit_event"] ?? 0) + 1 });
    const [recorded] = await prisma().auditEvent.findMany({ where: { accountId: stranger.accountId } });
    expect(recorded).toMatchObject({ action: "channel.registration_refused", details: { appId: app.appId } });
    expect(JSON.stringify(recorded)).not.toContain(owner.accountId);
  });

  it("by two admins of one account at once: one adds it, the other is told by whom", async () => {
    const { actor } = await anAccount();
    const app = await aFeishuApp(feishu.control, tenant.tenantKey);
    const results = await Promise.allSettled([add(actor, inputOf(app)), add(actor, inputOf(app))]);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(results.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { reason: "channels.already_registered" },
    });
    expect(await prisma().channel.count({ where: { appId: app.appId } })).toBe(1);
    expect(await prisma().group.count({ where: { accountId: actor.accountId } })).toBe(1);
  });

  it("by two accounts at once: one has it, the other cannot register it", async () => {
    const [one, other] = [await anAccount(), await anAccount()];
    const app = await aFeishuApp(feishu.control, tenant.tenantKey);
    const results = await Promise.allSettled([add(one.actor, inputOf(app)), add(other.actor, inputOf(app))]);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(results.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { reason: "channels.cannot_be_registered" },
    });
  });
});
