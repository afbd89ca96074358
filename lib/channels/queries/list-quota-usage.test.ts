import type { FeishuControl } from "../../../e2e/feishu/control-client";
import { beforeAll, describe, expect, it } from "vitest";
import type { ConsoleActor } from "@/lib/actor/actor";
import { listQuotaUsage } from "@/lib/channels/queries/list-quota-usage";
import { prisma } from "@/lib/db/prisma";
import { newId } from "@/lib/db/new-id";
import { startTestFeishu } from "@/lib/testing/channel-world";
import { aChannel, type TestChannel } from "@/lib/testing/notification-world";

const now = new Date("2026-06-11T00:00:00+08:00");
let feishu: FeishuControl;
let basic: TestChannel;
let paid: TestChannel;

const consoleOf = (accountId: string): ConsoleActor => ({
  kind: "principal",
  permissions: ["channels", "data", "principals"],
  principalId: newId(),
  assumedRoleId: null,
  accountId,
  sessionId: newId(),
});
const usageOf = async ({ id, accountId }: TestChannel) =>
  (await listQuotaUsage(consoleOf(accountId), { now }))[id];
const use = (tenantKey: string, counted: number, exhaustedAt: Date | null = null) =>
  prisma().apiUsage.create({ data: { tenantKey, month: "2026-06", counted, exhaustedAt } });

beforeAll(async () => {
  const { control } = await startTestFeishu();
  feishu = control;
  basic = await aChannel(control);
  paid = await aChannel(control, { edition: "paid" });
});

describe("the calls of a month", () => {
  it("are none before the first, and say when they start anew", async () => {
    expect(await usageOf(basic)).toEqual({
      counted: 0,
      limit: 10_000,
      forecast: 0,
      stage: "free",
      windowMinutes: 10,
      exhausted: false,
      isShort: false,
      startsAnewAt: "2026-06-30T16:00:00.000Z",
      earlier: ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05"].map((month) => ({
        month,
        counted: 0,
      })),
    });
  });

  it("are told with those of the months before, and begin at nought on the 1st, quota and all", async () => {
    const channel = await aChannel(feishu);
    const { tenantKey } = channel;
    const exhaustedAt = new Date("2026-05-20T00:00:00Z");
    await prisma().apiUsage.createMany({
      data: [
        { tenantKey, month: "2026-04", counted: 800 },
        { tenantKey, month: "2026-05", counted: 10_000, exhaustedAt },
      ],
    });
    const at = async (time: string) =>
      (await listQuotaUsage(consoleOf(channel.accountId), { now: new Date(time) }))[channel.id];

    expect(await at("2026-05-31T15:59:59Z")).toMatchObject({ counted: 10_000, exhausted: true });
    const after = await at("2026-05-31T16:00:00Z");
    expect(after).toMatchObject({ counted: 0, exhausted: false, stage: "free", isShort: false });
    expect(after?.earlier.slice(-2)).toEqual([
      { month: "2026-04", counted: 800 },
      { month: "2026-05", counted: 10_000 },
    ]);
  });

  it("have a forecast and the pace that follows, without quota neither limit nor pace", async () => {
    await use(basic.tenantKey, 4_600, now);
    await use(paid.tenantKey, 40_000);

    expect(await usageOf(basic)).toMatchObject({
      counted: 4_600,
      forecast: 13_800,
      stage: "slowest",
      windowMinutes: 60,
      exhausted: true,
      isShort: true,
    });
    expect(await usageOf(paid)).toMatchObject({
      counted: 40_000,
      limit: null,
      stage: "free",
      windowMinutes: 10,
      exhausted: false,
      isShort: false,
    });
  });

  it("are shown to their own account alone", async () => {
    expect(Object.keys(await listQuotaUsage(consoleOf(basic.accountId), { now }))).toEqual([basic.id]);
    expect(await listQuotaUsage(consoleOf(newId()), { now })).toEqual({});
  });
});
