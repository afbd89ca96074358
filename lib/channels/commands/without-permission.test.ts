import { expect, it } from "vitest";
import type { ConsoleActor, PrincipalPermission } from "@/lib/actor/actor";
import { addChannel } from "@/lib/channels/commands/add-channel";
import { deleteChannel } from "@/lib/channels/commands/delete-channel";
import { disableChannel } from "@/lib/channels/commands/disable-channel";
import { enableChannel } from "@/lib/channels/commands/enable-channel";
import { rebindChannel } from "@/lib/channels/commands/rebind-channel";
import { recheckChannel } from "@/lib/channels/commands/recheck-channel";
import { rotateSecret } from "@/lib/channels/commands/rotate-secret";
import { sendTestCard } from "@/lib/channels/commands/send-test-card";
import { getSelfCheck } from "@/lib/channels/queries/get-self-check";
import { listChannels } from "@/lib/channels/queries/list-channels";
import { newId } from "@/lib/db/new-id";
import { prisma } from "@/lib/db/prisma";
import { aCustomer } from "@/lib/testing/conversation-world";
import { aPrincipalOf } from "@/lib/testing/second-factor-world";

const at = { now: new Date() };
const app = { organizationName: "Org", appId: "cli_0123456789abcdee", appSecret: "s".repeat(32) };

type Attempt = (actor: ConsoleActor, channelId: string) => Promise<unknown>;
const attempts: [string, Attempt][] = [
  ["add one", (actor) => addChannel(actor, app, at)],
  ["disable it", (actor, channelId) => disableChannel(actor, { channelId }, at)],
  ["enable it", (actor, channelId) => enableChannel(actor, { channelId }, at)],
  ["delete it", (actor, channelId) => deleteChannel(actor, { channelId, confirmation: "x" }, at)],
  ["check it", (actor, channelId) => recheckChannel(actor, { channelId }, at)],
  [
    "replace its secret",
    (actor, channelId) => rotateSecret(actor, { channelId, appSecret: app.appSecret }, at),
  ],
  ["bind it anew", (actor, channelId) => rebindChannel(actor, { channelId, ...app, confirmation: "x" }, at)],
  ["send a card", (actor, channelId) => sendTestCard(actor, { channelId, personId: newId() }, at)],
];

it.each(attempts)(
  "who may not manage channels cannot %s, and sees them all the same",
  async (_what, attempt) => {
    const { accountId, channelId } = await aCustomer();
    const permissions: PrincipalPermission[] = ["data", "principals"];
    const actor = { ...(await aPrincipalOf(accountId, at.now)), permissions };
    const before = await prisma().channel.findMany({ where: { accountId } });

    await expect(attempt(actor, channelId)).rejects.toMatchObject({
      code: "FORBIDDEN",
      reason: "channels.may_not_manage",
    });
    expect(await prisma().channel.findMany({ where: { accountId } })).toEqual(before);
    expect((await listChannels(actor)).map(({ id }) => id)).toEqual([channelId]);
    expect((await getSelfCheck(actor, { channelId })).channelId).toBe(channelId);
  },
);
