import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { demoTenants } from "../../../e2e/feishu/demo-seed";
import { addChannel } from "@/lib/channels/commands/add-channel";
import { rebindChannel } from "@/lib/channels/commands/rebind-channel";
import { signInEmployee } from "@/lib/channels/commands/sign-in-employee";
import { channelCredentials } from "@/lib/channels/queries/channel-credentials";
import { findMovedApp } from "@/lib/channels/queries/find-moved-app";
import { findSignInChannel } from "@/lib/channels/queries/find-sign-in-channel";
import { currentTime } from "@/lib/config/clock";
import { environment } from "@/lib/config/environment";
import { prisma } from "@/lib/db/prisma";
import { findActor } from "@/lib/identity/queries/find-actor";
import { migrateQueue } from "@/lib/jobs/migrate-queue";
import { notifyPerson } from "@/lib/notifications/commands/notify-person";
import { aChannelOf, aFeishuApp, anAccount, refusalOf, startTestFeishu } from "@/lib/testing/channel-world";
import { authorized } from "@/lib/testing/feishu-sign-in";
import { aMention, outcomesOf } from "@/lib/testing/notification-world";

let feishu: Awaited<ReturnType<typeof startTestFeishu>>;
const tenant = demoTenants.a;
const at = () => ({ now: currentTime() });
const inputOf = (app: { appId: string; appSecret: string }) => ({ ...app, organizationName: tenant.name });
const signIn = async (appId: string, userId: string) =>
  signInEmployee(await authorized(feishu, appId, userId), at());

beforeAll(async () => {
  feishu = await startTestFeishu();
  await migrateQueue(environment().DATABASE_URL);
});
afterAll(() => feishu.close());

/** A channel whose app the customer has made anew: what binding the channel to it takes. */
async function anAppMadeAnew() {
  const channel = await aChannelOf(feishu.control, tenant);
  const app = await aFeishuApp(feishu.control, tenant.tenantKey);
  const { appId, appSecret } = app;
  const input = { channelId: channel.channelId, appId, appSecret, confirmation: channel.appId };
  return { ...channel, oldAppId: channel.appId, app, input };
}

const identitiesOf = (channelId: string) => prisma().feishuIdentity.findMany({ where: { channelId } });

describe("a channel bound to an app made anew", () => {
  it("has its App ID and secret, and nobody is signed in or reachable before they come anew", async () => {
    const { actor, accountId, channelId, oldAppId, input, app } = await anAppMadeAnew();
    const { sessionId, personId } = await signIn(oldAppId, "wangxiaoyu");
    const group = await prisma().group.findFirstOrThrow({ where: { channelId } });
    const [service] = await prisma().groupMember.findMany({
      where: { groupId: group.id, side: "service" },
    });
    await aMention(group.id, service?.personId ?? "", [personId], { at: new Date(Date.now() - 60_000) });

    const view = await rebindChannel(actor, input, at());

    expect(view).toEqual({ appId: app.appId, secretEnding: app.appSecret.slice(-4), people: 1 });
    expect(await channelCredentials(channelId)).toEqual({ appId: app.appId, appSecret: app.appSecret });
    expect(await prisma().channel.findUniqueOrThrow({ where: { id: channelId } })).toMatchObject({
      previousAppIds: [oldAppId],
      status: "active",
    });
    for (const appId of [oldAppId, app.appId])
      expect(await findActor({ kind: "employee", appId }, sessionId, currentTime())).toBeNull();
    await notifyPerson({ kind: "system", name: "test" }, { personId }, at());
    expect(await outcomesOf(personId)).toEqual(["unreachable:app_replaced"]);
    expect(await feishu.control.journal({ appId: app.appId, route: "im.message.create" })).toEqual([]);
    expect(
      await prisma().auditEvent.findFirstOrThrow({ where: { accountId, action: "channel.rebound" } }),
    ).toMatchObject({ details: { appId: app.appId, people: 1, before: { appId: oldAppId } } });
  });

  it("finds its people by union_id: the same person, with their memberships, reachable again", async () => {
    const { actor, channelId, oldAppId, input, app } = await anAppMadeAnew();
    const before = await signIn(oldAppId, "wangxiaoyu");
    await rebindChannel(actor, input, at());

    const [first, second] = await Promise.all([
      signIn(app.appId, "wangxiaoyu"),
      signIn(app.appId, "wangxiaoyu"),
    ]);

    expect([first.personId, second.personId]).toEqual([before.personId, before.personId]);
    expect(await identitiesOf(channelId)).toMatchObject([
      {
        personId: before.personId,
        openId: await feishu.control.openId(app.appId, "wangxiaoyu"),
        unreachableReason: null,
      },
    ]);
    expect(
      await prisma().groupMember.count({ where: { personId: before.personId, leftAt: null, role: "owner" } }),
    ).toBe(1);
  });

  it("takes somebody whose union_id it does not know for somebody new, whatever their name", async () => {
    const { actor, channelId, oldAppId, input, app } = await anAppMadeAnew();
    const before = await signIn(oldAppId, "wangxiaoyu");
    await prisma().feishuIdentity.update({
      where: { personId: before.personId },
      data: { unionId: null },
    });
    await rebindChannel(actor, input, at());

    const after = await signIn(app.appId, "wangxiaoyu");

    expect(after.personId).not.toBe(before.personId);
    expect(await identitiesOf(channelId)).toHaveLength(2);
  });

  it("is found under its old address, and that leads to its sign-in alone", async () => {
    const { actor, oldAppId, input, app, channelId } = await anAppMadeAnew();
    await rebindChannel(actor, input, at());
    expect(await findSignInChannel(oldAppId)).toBeNull();
    expect(await findMovedApp(oldAppId)).toBe(app.appId);
    expect(await findMovedApp(app.appId)).toBeNull();
    await prisma().channel.update({ where: { id: channelId }, data: { status: "disabled" } });
    expect(await findMovedApp(oldAppId)).toBeNull();
  });

  it("goes back to the old app when that was the mistake, and its people are known there", async () => {
    const { actor, channelId, oldAppId, input, app } = await anAppMadeAnew();
    const { personId } = await signIn(oldAppId, "wangxiaoyu");
    const { appSecret } = await channelCredentials(channelId);
    await rebindChannel(actor, input, at());
    await rebindChannel(actor, { channelId, appId: oldAppId, appSecret, confirmation: app.appId }, at());
    expect(await prisma().channel.findUniqueOrThrow({ where: { id: channelId } })).toMatchObject({
      appId: oldAppId,
      previousAppIds: [app.appId],
    });
    expect((await signIn(oldAppId, "wangxiaoyu")).personId).toBe(personId);
  });

  it("keeps somebody out whose sign-in began with the old app", async () => {
    const { actor, oldAppId, input } = await anAppMadeAnew();
    const late = await authorized(feishu, oldAppId, "wangxiaoyu");
    await rebindChannel(actor, input, at());
    expect(await refusalOf(() => signInEmployee(late, at()))).toMatchObject({
      reason: "channels.unknown_channel",
      changed: [],
    });
  });
});

describe("a refusal changes nothing", () => {
  it.each([
    ["another confirmation", { confirmation: "cli_0000000000000000" }, "channels.confirmation_wrong"],
    ["a wrong secret", { appSecret: "wrong" }, "feishu.app_secret_wrong"],
    ["no App ID", { appId: "nothing" }, "feishu.app_id_malformed"],
  ])("with %s", async (_what, wrong, reason) => {
    const { actor, input, channelId, oldAppId } = await anAppMadeAnew();
    expect(await refusalOf(() => rebindChannel(actor, { ...input, ...wrong }, at()))).toMatchObject({
      reason,
      changed: [],
    });
    expect((await channelCredentials(channelId)).appId).toBe(oldAppId);
  });

  it("with the app it has, an app of another organization, or one that is not released", async () => {
    const { actor, input, oldAppId } = await anAppMadeAnew();
    const foreign = await aFeishuApp(feishu.control, demoTenants.b.tenantKey);
    const draft = await aFeishuApp(feishu.control, tenant.tenantKey, false);
    const attempts: [Partial<typeof input>, string][] = [
      [{ appId: oldAppId }, "channels.same_app"],
      [{ appId: foreign.appId, appSecret: foreign.appSecret }, "channels.other_organization"],
      [{ appId: draft.appId, appSecret: draft.appSecret }, "feishu.app_not_published"],
    ];
    for (const [wrong, reason] of attempts)
      expect(await refusalOf(() => rebindChannel(actor, { ...input, ...wrong }, at()))).toMatchObject({
        reason,
        changed: [],
      });
  });

  it("with an app that another channel has, of this account or of another's", async () => {
    const { actor, input, app } = await anAppMadeAnew();
    await addChannel(actor, inputOf(app), at());
    expect(await refusalOf(() => rebindChannel(actor, input, at()))).toMatchObject({
      reason: "channels.already_registered",
      changed: [],
    });
    const others = await aChannelOf(feishu.control, tenant);
    const { appSecret } = await channelCredentials(others.channelId);
    expect(
      await refusalOf(() => rebindChannel(actor, { ...input, appId: others.appId, appSecret }, at())),
    ).toEqual({ code: "CONFLICT", reason: "channels.cannot_be_registered", changed: ["audit_event"] });
  });
});

describe("at once", () => {
  it("binding to an app and adding it, by another account: one has it", async () => {
    for (let round = 0; round < 3; round += 1) {
      const { actor, input, app } = await anAppMadeAnew();
      const { actor: stranger } = await anAccount();
      const results = await Promise.allSettled([
        rebindChannel(actor, input, at()),
        addChannel(stranger, inputOf(app), at()),
      ]);
      expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      expect(await prisma().channel.count({ where: { appId: app.appId } })).toBe(1);
    }
  });

  it("nobody registers an App ID that a channel gave up: old links lead there", async () => {
    const { actor, channelId, oldAppId, input } = await anAppMadeAnew();
    const { appSecret } = await channelCredentials(channelId);
    await rebindChannel(actor, input, at());
    const { actor: stranger } = await anAccount();
    const old = inputOf({ appId: oldAppId, appSecret });
    expect(await refusalOf(() => addChannel(stranger, old, at()))).toMatchObject({
      reason: "channels.cannot_be_registered",
    });
    expect(await refusalOf(() => addChannel(actor, old, at()))).toMatchObject({
      reason: "channels.already_registered",
    });
  });
});
