import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { demoTenants } from "../../../e2e/feishu/demo-seed";
import { disableChannel } from "@/lib/channels/commands/disable-channel";
import { enableChannel } from "@/lib/channels/commands/enable-channel";
import { signInEmployee } from "@/lib/channels/commands/sign-in-employee";
import { currentTime } from "@/lib/config/clock";
import { prisma } from "@/lib/db/prisma";
import { findActor } from "@/lib/identity/queries/find-actor";
import { aChannelOf, anAccount, refusalOf, startTestFeishu } from "@/lib/testing/channel-world";
import { authorized } from "@/lib/testing/feishu-sign-in";

let feishu: Awaited<ReturnType<typeof startTestFeishu>>;
const [xiaoyu, ming] = ["wangxiaoyu", "chenming"];
const at = () => ({ now: currentTime() });
const aChannel = () => aChannelOf(feishu.control, demoTenants.a);

beforeAll(async () => {
  feishu = await startTestFeishu();
});
afterAll(() => feishu.close());

describe("disabling a channel", () => {
  it("ends its sessions, keeps everybody out, and lets them in again when enabled", async () => {
    const { actor, appId, channelId } = await aChannel();
    const door = { kind: "employee", appId } as const;
    const { sessionId } = await signInEmployee(await authorized(feishu, appId, xiaoyu), at());
    const late = await authorized(feishu, appId, ming);

    expect(await disableChannel(actor, { channelId }, at())).toEqual({ signedOut: 1 });
    expect(await disableChannel(actor, { channelId }, at())).toEqual({ signedOut: 0 });
    expect(await findActor(door, sessionId, currentTime())).toBeNull();
    expect(await refusalOf(() => signInEmployee(late, at()))).toEqual({
      code: "NOT_FOUND",
      reason: "channels.unknown_channel",
      changed: [],
    });

    await enableChannel(actor, { channelId }, at());
    expect(await findActor(door, sessionId, currentTime())).toBeNull();
    await expect(signInEmployee(late, at())).resolves.toMatchObject({ channelId });
    const actions = await prisma().auditEvent.findMany({
      where: { subjectId: channelId },
      orderBy: { id: "asc" },
    });
    expect(actions.map(({ action }) => action)).toEqual([
      "channel.added",
      "channel.disabled",
      "channel.enabled",
    ]);
  });

  it("leaves no session alive that was being opened meanwhile", async () => {
    const { actor, appId, channelId } = await aChannel();
    for (let round = 0; round < 6; round += 1) {
      const codes = [];
      for (let nth = 0; nth < 6; nth += 1)
        codes.push(await authorized(feishu, appId, nth % 2 ? ming : xiaoyu));
      const signIns = codes.map(async (code, nth) => {
        await sleep(nth * 4);
        return signInEmployee(code, at());
      });
      const settled = Promise.allSettled(signIns);
      await sleep(10 + round * 5);
      await disableChannel(actor, { channelId }, at());
      await settled;
      expect(await prisma().session.count({ where: { channelId, revokedAt: null } })).toBe(0);
      await enableChannel(actor, { channelId }, at());
    }
  });

  it("is not for strangers", async () => {
    const [{ channelId }, stranger] = [await aChannel(), await anAccount()];
    for (const command of [disableChannel, enableChannel]) {
      await expect(command(stranger.actor, { channelId }, at())).rejects.toMatchObject({
        code: "NOT_FOUND",
        reason: "channels.no_such_channel",
      });
    }
  });
});
