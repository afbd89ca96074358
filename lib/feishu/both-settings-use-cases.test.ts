import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { demoTenants } from "@/e2e/feishu/demo-seed";
import type { Quirks } from "@/e2e/feishu/state/quirks";
import { addChannel } from "@/lib/channels/commands/add-channel";
import { signInEmployee } from "@/lib/channels/commands/sign-in-employee";
import { signInProblemOf } from "@/lib/channels/sign-in-problem";
import { currentTime } from "@/lib/config/clock";
import { environment } from "@/lib/config/environment";
import { migrateQueue } from "@/lib/jobs/migrate-queue";
import { at, minute, notify, second } from "@/lib/testing/card-scene";
import { aChannelOf, aFeishuApp, anAccount, refusalOf, startTestFeishu } from "@/lib/testing/channel-world";
import { authorized, inClient } from "@/lib/testing/feishu-sign-in";
import {
  aChannel,
  aGroup,
  aMention,
  anEmployee,
  outcomesOf,
  type TestChannel,
} from "@/lib/testing/notification-world";

let feishu: Awaited<ReturnType<typeof startTestFeishu>>;
const tenant = demoTenants.a;
const now = () => ({ now: currentTime() });

beforeAll(async () => {
  feishu = await startTestFeishu();
  await migrateQueue(environment().DATABASE_URL);
});
afterEach(() => feishu.control.clearFaults());
afterAll(() => feishu.close());

/** All quirks the other way round at once, then those with a third setting that way. */
const other: Partial<Quirks> = {
  disabledAppCode: 99991662,
  unpublishedAppToken: "99991673",
  unpublishedAppGate: "open",
  invalidTenantTokenStatus: 200,
  unstatedStatus: 200,
  redirectUrlComparison: "forgiving",
  redirectUriRequired: false,
  consumeOnPkceFailure: false,
  v3PkceBroken: false,
  usedCodeCode: 20003,
  oauthErrorWords: "platform",
  unknownUserTokenCode: 99991668,
  otherTenantMayAuthorize: true,
  unlistedPageErrno: 104,
  bot11205Status: 200,
  abilityBotWithoutBot: "null",
  tokensOutliveSecret: true,
  allMembersInWhiteList: false,
  appSecurityFields: true,
  scopeTypeInScopeList: false,
  uuidRepeat: "newBodyIgnored",
  resignedUserCode: 230029,
  cardSizeLimit: 131 * 1024,
  cardHeaderCountsAsElements: true,
  unknownCardKeyCode: 200861,
  cardIdInvalidFirstN: 1,
  appLinkReload: "passed-on",
  quotaCounts: "messages-only",
  quotaZone: "UTC",
};
const third: Partial<Quirks> = {
  ...other,
  unstatedStatus: 403,
  abilityBotWithoutBot: "empty",
  uuidRepeat: "230049",
  unknownCardKeyCode: 11310,
  // More often than the sender tries: the card goes written out.
  cardIdInvalidFirstN: 9,
  quotaCounts: "every-call",
};

describe.each([
  ["as they are by default", {}],
  ["the other way round", other],
  ["a third way", third],
] satisfies [string, Partial<Quirks>][])("with the quirks %s", (_how, quirks) => {
  beforeAll(async () => {
    await feishu.control.reset();
    await feishu.control.setQuirks(quirks);
  });

  it("an administrator connects an app that is ready, and is told what an app lacks that is not", async () => {
    const { control } = feishu;
    const { actor } = await anAccount();
    const add = async (
      publish: boolean,
      arrange: (appId: string) => Promise<unknown> = () => Promise.resolve(),
    ) => {
      const app = await aFeishuApp(control, tenant.tenantKey, publish);
      await arrange(app.appId);
      const { appId, appSecret } = app;
      return addChannel(actor, { organizationName: tenant.name, appId, appSecret }, now());
    };
    const withoutBot = async (appId: string) => {
      await control.changeApp(appId, { draft: { bot: false } });
      await control.publishVersion(appId);
    };
    const disable = (appId: string) => control.changeApp(appId, { status: "disabled" });
    const nothing = { code: "CONFLICT", changed: [] };

    expect(await refusalOf(() => add(false))).toEqual({ ...nothing, reason: "feishu.app_not_published" });
    expect(await refusalOf(() => add(true, withoutBot))).toEqual({ ...nothing, reason: "feishu.bot_off" });
    expect(await refusalOf(() => add(true, disable))).toEqual({ ...nothing, reason: "feishu.app_disabled" });
    expect(await add(true)).toMatchObject({ organizationName: tenant.name });
  });

  it("an employee signs in both ways, once with each code, and nobody of another organization does", async () => {
    const { appId } = await aChannelOf(feishu.control, tenant);
    const redirected = await authorized(feishu, appId, "wangxiaoyu");
    const { personId } = await signInEmployee(redirected, now());
    const inside = await signInEmployee(await inClient(feishu, appId, "wangxiaoyu"), now());
    const problemOf = (attempt: Promise<unknown>) => attempt.then(() => null, signInProblemOf);
    const stranger = authorized(feishu, appId, "zhoulan").then(
      (brought) => problemOf(signInEmployee(brought, now())),
      () => "other_tenant",
    );

    expect(inside.personId).toBe(personId);
    expect(await problemOf(signInEmployee(redirected, now()))).toBe("code_expired");
    expect(await stranger).toBe("other_tenant");
  });

  it.each(["basic", "paid"] as const)("a mention arrives once, with the %s edition", async (edition) => {
    const { channel, reader, group } = await aScene(edition);
    await aMention(group, channel.engineer, [reader.personId], { at: at(0) });
    await feishu.control.addFault({
      route: "im.message.create",
      appId: channel.appId,
      kind: "reset",
      when: "after",
      // The answer that is lost is the one of the attempt that delivers.
      nth: edition === "paid" ? Math.min((quirks.cardIdInvalidFirstN ?? 0) + 1, 5) : 1,
    });
    for (const seconds of [10, 60, 120, 200]) await notify(reader, seconds * second);

    expect(await feishu.control.inbox(reader.userId)).toHaveLength(1);
    expect(await outcomesOf(reader.personId)).toEqual(["sent"]);
  });

  it("who resigned is not written to again", async () => {
    const { channel, reader, group } = await aScene("basic");
    await feishu.control.changeUser(reader.userId, { status: "resigned" });
    await aMention(group, channel.engineer, [reader.personId], { at: at(0) });
    await notify(reader, 10 * second);
    await notify(reader, 20 * minute);

    expect(await feishu.control.inbox(reader.userId)).toEqual([]);
    expect(await outcomesOf(reader.personId)).toEqual([expect.stringMatching(/^unreachable:/)]);
  });
});

async function aScene(edition: "basic" | "paid") {
  const channel: TestChannel = await aChannel(feishu.control, { edition });
  const group = await aGroup(channel);
  return { channel, group, reader: await anEmployee(channel, [group]) };
}
