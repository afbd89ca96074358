import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { demoTenants } from "../../../e2e/feishu/demo-seed";
import { addChannel } from "@/lib/channels/commands/add-channel";
import { channelCredentials } from "@/lib/channels/queries/channel-credentials";
import { listChannels } from "@/lib/channels/queries/list-channels";
import { currentTime } from "@/lib/config/clock";
import { prisma } from "@/lib/db/prisma";
import {
  aFeishuApp,
  anAccount,
  refusalOf,
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

const inputOf = ({ appId, appSecret }: TestApp) => ({ organizationName: tenant.name, appId, appSecret });
const add = (actor: Parameters<typeof addChannel>[0], input: Parameters<typeof addChannel>[1]) =>
  addChannel(actor, input, { now: currentTime() });

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
    expect(view.checks.filter(({ state }) => state === "warning" || state === "wrong")).toEqual([]);
    expect(view.health).toBe("healthy");
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
    expect(await listChannels(actor)).toEqual([view]);
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
    const view = await add(actor, {
      ...inputOf(app),
      organizationName: ` ${tenant.name.replaceAll("", " ")} `,
    });
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
    expect(view.checks.find(({ step }) => step === "redirect_urls")?.state).toBe("wrong");
    expect(view.health).toBe("degraded");
  });
});

describe("an app that has a channel", () => {
  it("of the same account: says who added it and when, and keeps the secret that works", async () => {
    const { actor, principalName } = await anAccount();
    const app = await aFeishuApp(feishu.control, tenant.tenantKey);
    const { id, addedAt } = await add(actor, inputOf(app));
    expect(await refusalOf(() => add(actor, inputOf(app)))).toEqual({
      code: "CONFLICT",
      reason: "channels.already_registered",
      changed: [],
    });
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
    expect(await refusalOf(() => add(actor, inputOf(app)))).toEqual({
      code: "CONFLICT",
      reason: "channels.already_registered_by_service",
      changed: [],
    });
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
