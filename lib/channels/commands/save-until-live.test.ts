import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { FeishuControl } from "../../../e2e/feishu/control-client";
import { demoTenants } from "../../../e2e/feishu/demo-seed";
import { addChannel } from "@/lib/channels/commands/add-channel";
import { recheckChannel } from "@/lib/channels/commands/recheck-channel";
import { runDueCheck } from "@/lib/channels/commands/run-due-check";
import { findSignInChannel } from "@/lib/channels/queries/find-sign-in-channel";
import { listChecksDue } from "@/lib/channels/queries/list-checks-due";
import { currentTime } from "@/lib/config/clock";
import { environment } from "@/lib/config/environment";
import { prisma } from "@/lib/db/prisma";
import { migrateQueue } from "@/lib/jobs/migrate-queue";
import {
  aFeishuApp,
  anAccount,
  refusalOf,
  startTestFeishu,
  tablesContaining,
  type TestApp,
} from "@/lib/testing/channel-world";
import { aStaffAccountOf, toldHealth } from "@/lib/testing/self-check-world";

let feishu: Awaited<ReturnType<typeof startTestFeishu>>;
const tenant = demoTenants.a;
const system = { kind: "system", name: "test" } as const;
const SECOND = 1_000;

beforeAll(async () => {
  feishu = await startTestFeishu();
  await migrateQueue(environment().DATABASE_URL);
});
afterAll(() => feishu.close());
beforeEach(() => feishu.control.reset());

const rowOf = (id: string) => prisma().channel.findUniqueOrThrow({ where: { id } });
const inputOf = ({ appId, appSecret }: TestApp) => ({
  organizationName: tenant.name,
  appId,
  appSecret,
  untilLive: "true" as const,
});

type Break = (control: FeishuControl, appId: string) => Promise<unknown>;
const unready: [string, Break, Break][] = [
  [
    "is not released",
    (control, appId) => control.unpublish(appId),
    (control, appId) => control.publishVersion(appId),
  ],
  [
    "lacks a permission",
    (control, appId) => control.changeApp(appId, { withheldScopes: ["cardkit:card:write"] }),
    (control, appId) => control.changeApp(appId, { withheldScopes: [] }),
  ],
  [
    "has its bot off",
    (control, appId) => control.changeApp(appId, { botDisabledByTenant: true }),
    (control, appId) => control.changeApp(appId, { botDisabledByTenant: false }),
  ],
];

describe.each(unready)("an app that %s", (_what, harm, mend) => {
  it("is saved when asked to, goes live by itself once it is right, and is told", async () => {
    const account = await anAccount();
    for (const personId of [account.tamId, account.deputyId]) await aStaffAccountOf(personId);
    const app = await aFeishuApp(feishu.control, tenant.tenantKey);
    await harm(feishu.control, app.appId);

    const { id, status, health } = await addChannel(account.actor, inputOf(app), { now: currentTime() });

    expect([status, health]).toEqual(["saved", "broken"]);
    expect(await prisma().group.count({ where: { channelId: id } })).toBe(0);
    expect((await findSignInChannel(app.appId))?.status).toBe("saved");
    expect(await tablesContaining(app.appSecret)).toEqual([]);
    const { nextCheckAt } = await rowOf(id);
    const soon = new Date((nextCheckAt ?? new Date(0)).getTime() + SECOND);
    expect(soon.getTime() - Date.now()).toBeLessThan(40 * SECOND);

    // Not right yet: looked at, and looked at again later.
    expect(await listChecksDue({ now: soon }, 10)).toContain(id);
    expect(await runDueCheck(system, { channelId: id }, { now: soon })).toMatchObject({ wentLive: false });
    expect(await rowOf(id)).toMatchObject({ status: "saved", brokenReason: null });
    expect(await toldHealth(id)).toEqual([]);

    await mend(feishu.control, app.appId);
    const later = new Date(((await rowOf(id)).nextCheckAt ?? soon).getTime() + SECOND);
    expect(await runDueCheck(system, { channelId: id }, { now: later })).toMatchObject({ wentLive: true });

    expect(await rowOf(id)).toMatchObject({
      status: "active",
      tenantKey: tenant.tenantKey,
      organizationName: tenant.name,
      displayId: tenant.displayId,
      toldHealth: "healthy",
    });
    const members = await prisma().groupMember.findMany({
      where: { group: { channelId: id, kind: "main" } },
    });
    expect(members.map(({ personId }) => personId).toSorted()).toEqual(
      [account.tamId, account.deputyId].toSorted(),
    );
    const audited = await prisma().auditEvent.findMany({
      where: { subjectId: id },
      orderBy: { id: "asc" },
      select: { action: true, actorKind: true },
    });
    expect(audited).toEqual([
      { action: "channel.added", actorKind: "principal" },
      { action: "channel.went_live", actorKind: "system:test" },
    ]);
    expect(await toldHealth(id)).toEqual(["live", "live"]);
    // Once it is live there is nothing to look for before the night.
    expect(await listChecksDue({ now: later }, 10)).not.toContain(id);
  });
});

it("goes live by a re-check that is asked for, too", async () => {
  const { actor } = await anAccount();
  const app = await aFeishuApp(feishu.control, tenant.tenantKey, false);
  const { id } = await addChannel(actor, inputOf(app), { now: currentTime() });
  await feishu.control.publishVersion(app.appId);
  expect(await recheckChannel(actor, { channelId: id }, { now: currentTime() })).toMatchObject({
    problem: null,
    wentLive: true,
  });
  expect(await prisma().group.count({ where: { channelId: id, kind: "main" } })).toBe(1);
});

it("is not live after one right row alone", async () => {
  const { actor } = await anAccount();
  const app = await aFeishuApp(feishu.control, tenant.tenantKey, false);
  const { id } = await addChannel(actor, inputOf(app), { now: currentTime() });
  await feishu.control.publishVersion(app.appId);
  const { wentLive } = await recheckChannel(
    actor,
    { channelId: id, step: "published" },
    { now: currentTime() },
  );
  expect(wentLive).toBe(false);
});

it.each([
  ["a wrong secret", { appSecret: "wrong-secret" }, "feishu.app_secret_wrong"],
  ["an unknown App ID", { appId: "cli_00000000000000ff" }, "feishu.app_id_unknown"],
])("%s is never saved", async (_what, typed, reason) => {
  const { actor } = await anAccount();
  const app = await aFeishuApp(feishu.control, tenant.tenantKey, false);
  const attempt = () => addChannel(actor, { ...inputOf(app), ...typed }, { now: currentTime() });
  expect(await refusalOf(attempt)).toEqual({ code: "INVALID_INPUT", reason, changed: [] });
});

it("a disabled app is not saved: releasing it is not what is missing", async () => {
  const { actor } = await anAccount();
  const app = await aFeishuApp(feishu.control, tenant.tenantKey);
  await feishu.control.changeApp(app.appId, { status: "disabled" });
  expect(await refusalOf(() => addChannel(actor, inputOf(app), { now: currentTime() }))).toMatchObject({
    reason: "feishu.app_disabled",
    changed: [],
  });
});

it("an app that is right meanwhile is added as always", async () => {
  const { actor } = await anAccount();
  const app = await aFeishuApp(feishu.control, tenant.tenantKey);
  const { status, id } = await addChannel(actor, inputOf(app), { now: currentTime() });
  expect(status).toBe("active");
  expect(await prisma().group.count({ where: { channelId: id } })).toBe(1);
});
