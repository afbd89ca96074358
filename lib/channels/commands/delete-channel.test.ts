import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { demoTenants } from "../../../e2e/feishu/demo-seed";
import { addChannel } from "@/lib/channels/commands/add-channel";
import { deleteChannel } from "@/lib/channels/commands/delete-channel";
import { disableChannel } from "@/lib/channels/commands/disable-channel";
import { enableChannel } from "@/lib/channels/commands/enable-channel";
import { signInEmployee } from "@/lib/channels/commands/sign-in-employee";
import { channelCredentials } from "@/lib/channels/queries/channel-credentials";
import { findSignInChannel } from "@/lib/channels/queries/find-sign-in-channel";
import { listChannels } from "@/lib/channels/queries/list-channels";
import { currentTime } from "@/lib/config/clock";
import { environment } from "@/lib/config/environment";
import { newId } from "@/lib/db/new-id";
import { prisma } from "@/lib/db/prisma";
import { findActor } from "@/lib/identity/queries/find-actor";
import { createInvitation } from "@/lib/invitations/commands/create-invitation";
import { migrateQueue } from "@/lib/jobs/migrate-queue";
import { listMessages } from "@/lib/messages/queries/list-messages";
import { sendMessage } from "@/lib/messages/commands/send-message";
import { notifyPerson } from "@/lib/notifications/commands/notify-person";
import { aFeishuApp, anAccount, refusalOf, startTestFeishu } from "@/lib/testing/channel-world";
import { anEngineer } from "@/lib/testing/conversation-world";
import { authorized } from "@/lib/testing/feishu-sign-in";

let feishu: Awaited<ReturnType<typeof startTestFeishu>>;
const tenant = demoTenants.a;
const at = () => ({ now: currentTime() });
const system = { kind: "system", name: "test" } as const;

beforeAll(async () => {
  feishu = await startTestFeishu();
  await migrateQueue(environment().DATABASE_URL);
});
afterAll(() => feishu.close());

/** A channel with its TAM and an employee in its main group, a message that mentions the employee, and a link. */
async function aLivelyChannel() {
  const account = await anAccount();
  const tam = await anEngineer("Tam", ["tam"]);
  await prisma().supportPlan.update({
    where: { id: account.planId },
    data: { tamId: tam.personId, deputyId: null },
  });
  const app = await aFeishuApp(feishu.control, tenant.tenantKey);
  const input = { organizationName: tenant.name, appId: app.appId, appSecret: app.appSecret };
  const { id: channelId } = await addChannel(account.actor, input, at());
  const signedIn = await signInEmployee(await authorized(feishu, app.appId, "wangxiaoyu"), at());
  const group = await prisma().group.findFirstOrThrow({ where: { channelId, kind: "main" } });
  const body = `please look <@${signedIn.personId}>`;
  await sendMessage(tam, { groupId: group.id, clientId: newId(), body });
  const link = await createInvitation(tam, { groupId: group.id, maxUses: null }, at());
  return { ...account, ...app, input, tam, channelId, groupId: group.id, signedIn, link };
}

describe("a deleted channel", () => {
  it("has no secret, no sessions, no living links, archived groups and no card under way", async () => {
    const { actor, appId, channelId, groupId, tam, signedIn, accountId } = await aLivelyChannel();

    const view = await deleteChannel(actor, { channelId, confirmation: ` ${tenant.name} ` }, at());

    expect(view).toEqual({ signedOut: 1, groups: 1, invitations: 1 });
    expect(await prisma().channel.findUniqueOrThrow({ where: { id: channelId } })).toMatchObject({
      status: "deleted",
      secretCiphertext: null,
      secretKeyId: null,
      secretEnding: null,
    });
    await expect(channelCredentials(channelId)).rejects.toMatchObject({ reason: "channels.no_such_channel" });
    const door = { kind: "employee", appId } as const;
    expect(await findActor(door, signedIn.sessionId, currentTime())).toBeNull();
    expect(await prisma().session.findUniqueOrThrow({ where: { id: signedIn.sessionId } })).toMatchObject({
      revokedReason: "channel_deleted",
    });
    expect(await prisma().invitation.count({ where: { groupId, revokedAt: null } })).toBe(0);

    const { messages } = await listMessages(tam, { groupId, limit: 10 });
    expect(messages.at(-1)?.body).toContain("please look");
    await expect(
      sendMessage(tam, { groupId, clientId: newId(), body: "still there?" }),
    ).rejects.toMatchObject({ code: "FORBIDDEN" });

    await notifyPerson(system, { personId: signedIn.personId }, at());
    expect(
      await prisma().mention.findMany({
        where: { personId: signedIn.personId },
        select: { outcome: true, outcomeReason: true },
      }),
    ).toEqual([{ outcome: "cancelled", outcomeReason: "group_archived" }]);
    expect(await feishu.control.inbox("wangxiaoyu", appId)).toEqual([]);
    expect(await listChannels(actor)).toEqual([]);
    expect(
      await prisma().auditEvent.findFirstOrThrow({ where: { accountId, action: "channel.deleted" } }),
    ).toMatchObject({ actorId: actor.principalId, subjectId: channelId });
  });

  it("is not to be found any more by anything that would change it", async () => {
    const { actor, channelId } = await aLivelyChannel();
    await deleteChannel(actor, { channelId, confirmation: tenant.name }, at());
    const again = [
      () => deleteChannel(actor, { channelId, confirmation: tenant.name }, at()),
      () => disableChannel(actor, { channelId }, at()),
      () => enableChannel(actor, { channelId }, at()),
    ];
    for (const attempt of again)
      expect(await refusalOf(attempt)).toEqual({
        code: "NOT_FOUND",
        reason: "channels.no_such_channel",
        changed: [],
      });
  });

  it("and one that is off look to a stranger like an address nobody has", async () => {
    const [deleted, disabled] = [await aLivelyChannel(), await aLivelyChannel()];
    await deleteChannel(deleted.actor, { channelId: deleted.channelId, confirmation: tenant.name }, at());
    await disableChannel(disabled.actor, { channelId: disabled.channelId }, at());
    const code = await authorized(feishu, deleted.appId, "chenming");
    for (const appId of [deleted.appId, disabled.appId, "cli_00000000000000ff"]) {
      expect(await findSignInChannel(appId)).toBeNull();
      expect(await refusalOf(() => signInEmployee({ ...code, appId }, at()))).toEqual({
        code: "NOT_FOUND",
        reason: "channels.unknown_channel",
        changed: [],
      });
    }
  });

  it("is what another name than the organization's does not lead to", async () => {
    const { actor, channelId, signedIn, appId } = await aLivelyChannel();
    for (const confirmation of ["", "Another Company", tenant.name.slice(0, -1)])
      expect(await refusalOf(() => deleteChannel(actor, { channelId, confirmation }, at()))).toEqual({
        code: "INVALID_INPUT",
        reason: "channels.confirmation_wrong",
        changed: [],
      });
    const door = { kind: "employee", appId } as const;
    expect(await findActor(door, signedIn.sessionId, currentTime())).not.toBeNull();
  });

  it("is the customer's to make: its TAM may not, a stranger sees none", async () => {
    const { tam, channelId } = await aLivelyChannel();
    const input = { channelId, confirmation: tenant.name };
    expect(await refusalOf(() => deleteChannel(tam, input, at()))).toMatchObject({
      code: "FORBIDDEN",
      reason: "channels.may_not_remove",
      changed: [],
    });
    const { actor: stranger } = await anAccount();
    expect(await refusalOf(() => deleteChannel(stranger, input, at()))).toMatchObject({
      code: "NOT_FOUND",
      changed: [],
    });
  });
});

describe("the app of a deleted channel", () => {
  it("added again by the same account brings the channel back, with its people and groups", async () => {
    const before = await aLivelyChannel();
    const { actor, channelId, input, groupId, tam, appId, principalName } = before;
    await deleteChannel(actor, { channelId, confirmation: tenant.name }, at());

    const view = await addChannel(actor, input, at());

    expect(view).toMatchObject({ id: channelId, status: "active", addedBy: principalName });
    expect(await channelCredentials(channelId)).toEqual({ appId, appSecret: input.appSecret });
    const again = await signInEmployee(await authorized(feishu, appId, "wangxiaoyu"), at());
    expect(again.personId).toBe(before.signedIn.personId);
    await expect(
      sendMessage(tam, { groupId, clientId: newId(), body: "welcome back" }),
    ).resolves.toBeDefined();
    const log = await prisma().groupEvent.findMany({ where: { groupId }, orderBy: { sequence: "asc" } });
    expect(log.map(({ type }) => type)).toEqual(expect.arrayContaining(["group.archived", "group.restored"]));
    expect(log.map(({ sequence }) => Number(sequence))).toEqual(log.map((_event, index) => index + 1));
  });

  it("cannot be registered by another account", async () => {
    const { actor, channelId, input } = await aLivelyChannel();
    await deleteChannel(actor, { channelId, confirmation: tenant.name }, at());
    const { actor: stranger } = await anAccount();
    expect(await refusalOf(() => addChannel(stranger, input, at()))).toEqual({
      code: "CONFLICT",
      reason: "channels.cannot_be_registered",
      changed: ["audit_event"],
    });
  });

  it("added twice at once is brought back once", async () => {
    const { actor, channelId, input } = await aLivelyChannel();
    await deleteChannel(actor, { channelId, confirmation: tenant.name }, at());
    const { actor: stranger } = await anAccount();
    const results = await Promise.allSettled([
      addChannel(actor, input, at()),
      addChannel(actor, input, at()),
      addChannel(stranger, input, at()),
    ]);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(results[2]).toMatchObject({ reason: { reason: "channels.cannot_be_registered" } });
    expect(await prisma().channel.findMany({ where: { appId: input.appId } })).toMatchObject([
      { id: channelId, status: "active" },
    ]);
  });

  it("with a wrong secret stays deleted", async () => {
    const { actor, channelId, input } = await aLivelyChannel();
    await deleteChannel(actor, { channelId, confirmation: tenant.name }, at());
    expect(await refusalOf(() => addChannel(actor, { ...input, appSecret: "wrong" }, at()))).toMatchObject({
      reason: "feishu.app_secret_wrong",
      changed: [],
    });
    expect(await prisma().channel.findUniqueOrThrow({ where: { id: channelId } })).toMatchObject({
      status: "deleted",
    });
  });
});
