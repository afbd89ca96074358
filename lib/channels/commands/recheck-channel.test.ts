import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { demoTenants } from "../../../e2e/feishu/demo-seed";
import type { FeishuControl } from "../../../e2e/feishu/control-client";
import { recheckChannel } from "@/lib/channels/commands/recheck-channel";
import { listChannels } from "@/lib/channels/queries/list-channels";
import { currentTime } from "@/lib/config/clock";
import { environment } from "@/lib/config/environment";
import { prisma } from "@/lib/db/prisma";
import { migrateQueue } from "@/lib/jobs/migrate-queue";
import { aChannelOf, anAccount, refusalOf, startTestFeishu } from "@/lib/testing/channel-world";

let feishu: Awaited<ReturnType<typeof startTestFeishu>>;
const tenant = demoTenants.a;
const at = () => ({ now: currentTime() });
const rowOf = (id: string) => prisma().channel.findUniqueOrThrow({ where: { id } });

beforeAll(async () => {
  feishu = await startTestFeishu();
  await migrateQueue(environment().DATABASE_URL);
});
afterAll(() => feishu.close());

type Break = (control: FeishuControl, appId: string) => Promise<unknown>;

const breaks: [string, Break, { kind: string; page: string; address?: RegExp }][] = [
  [
    "the secret was reset",
    (control, appId) => control.changeApp(appId, { appSecret: "reset-in-feishu" }),
    { kind: "secret_wrong", page: "/baseinfo" },
  ],
  [
    "the app is disabled",
    (control, appId) => control.changeApp(appId, { status: "disabled" }),
    { kind: "app_disabled", page: "" },
  ],
  [
    "the version was taken back",
    (control, appId) => control.unpublish(appId),
    { kind: "not_published", page: "/version" },
  ],
  [
    "the IP allow list keeps us out",
    (control, appId) => control.changeApp(appId, { ipAllowList: ["203.0.113.9"] }),
    { kind: "ip_not_allowed", page: "/safe", address: /^[\d.]+$|:/ },
  ],
  [
    "a permission was withdrawn",
    (control, appId) => control.changeApp(appId, { withheldScopes: ["im:message:send_as_bot"] }),
    { kind: "scope_missing", page: "/auth" },
  ],
  [
    "the bot was switched off",
    (control, appId) => control.changeApp(appId, { botDisabledByTenant: true }),
    { kind: "bot_off", page: "/bot" },
  ],
];

describe("a check that finds", () => {
  it.each(breaks)("that %s says so, with the page that repairs it", async (_what, harm, expected) => {
    const { actor, channelId, appId } = await aChannelOf(feishu.control, tenant);
    await harm(feishu.control, appId);

    const { problem } = await recheckChannel(actor, { channelId }, at());

    expect(problem).toMatchObject({
      kind: expected.kind,
      page: `${environment().FEISHU_API_BASE}/app/${appId}${expected.page}`,
    });
    expect(problem?.address ?? "").toMatch(expected.address ?? /^$/);
    const [listed] = await listChannels(actor);
    expect(listed?.problem).toEqual(problem);
    expect(await prisma().auditEvent.count({ where: { action: "channel.rechecked" } })).toBeGreaterThan(0);
  });

  it("that all is well again clears what was broken, and what it looked at is stored and counted", async () => {
    const { actor, channelId, appId } = await aChannelOf(feishu.control, tenant);
    await feishu.control.changeApp(appId, { botDisabledByTenant: true, redirectUrls: [] });
    await recheckChannel(actor, { channelId }, at());
    await feishu.control.changeApp(appId, { botDisabledByTenant: false });
    const counted = async () =>
      (await prisma().apiUsage.findFirst({ where: { tenantKey: tenant.tenantKey } }))?.counted ?? 0;
    const before = await counted();
    const { now } = at();

    expect(await recheckChannel(actor, { channelId }, { now })).toEqual({
      problem: null,
      warnings: 1,
      wentLive: false,
    });

    expect(await rowOf(channelId)).toMatchObject({ brokenReason: null, checkedAt: now });
    expect(await counted()).toBe(before + 4);
  });
});

it("changes nothing while Feishu cannot tell", async () => {
  const { actor, channelId, appId } = await aChannelOf(feishu.control, tenant);
  const before = await rowOf(channelId);
  await feishu.control.addFault({ route: "*", kind: "html-502", times: 0, appId });
  expect(await refusalOf(() => recheckChannel(actor, { channelId }, at()))).toMatchObject({
    code: "UPSTREAM_FAILED",
    changed: [],
  });
  await feishu.control.clearFaults();
  expect(await rowOf(channelId)).toEqual(before);
});

it("says nothing of credentials that were changed meanwhile", async () => {
  const { actor, channelId, appId } = await aChannelOf(feishu.control, tenant);
  await feishu.control.clearJournal();
  await feishu.control.addFault({
    route: "application.versions.list",
    kind: "latency",
    delayMs: 3_000,
    appId,
  });
  const checking = refusalOf(() => recheckChannel(actor, { channelId }, at()));
  await vi.waitFor(
    async () => expect(await feishu.control.journal({ appId, route: "bot.info" })).not.toEqual([]),
    10_000,
  );
  await prisma().channel.update({ where: { id: channelId }, data: { secretCiphertext: "another" } });
  expect(await checking).toMatchObject({ reason: "channels.changed_meanwhile" });
  await feishu.control.clearFaults();
});

it("is not for strangers", async () => {
  const { channelId } = await aChannelOf(feishu.control, tenant);
  const { actor } = await anAccount();
  expect(await refusalOf(() => recheckChannel(actor, { channelId }, at()))).toEqual({
    code: "NOT_FOUND",
    reason: "channels.no_such_channel",
    changed: [],
  });
});
