import { describe, expect, it } from "vitest";
import { quotaMonth } from "@/lib/channels/quota-month";
import { prisma } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { openSession } from "@/lib/identity/open-session";
import { findActor } from "@/lib/identity/queries/find-actor";
import { cardScene, at, minute, notify, second } from "@/lib/testing/card-scene";
import { aChannel, anEmployee, deliveriesOf, outcomesOf, read } from "@/lib/testing/notification-world";

const scene = cardScene();

/** Opens a workbench; answers the id of its session. */
const signIn = async ({ personId }: { personId: string }): Promise<string> => {
  const session = { door: "employee", personId, channelId: scene.channel.id } as const;
  const { sessionId } = await inTransaction((tx) => openSession(tx, session, { now: at(0) }));
  return sessionId;
};

/** Looks again and again from `from` on: what Feishu asked to wait passes on the real clock, for the whole app. */
async function onceFeishuTakesCallsAgain(from: number, outcomes: string[]): Promise<void> {
  let time = from;
  const look = async () => {
    await notify(scene.reader, time);
    time += minute;
    return outcomesOf(scene.reader.personId);
  };
  await expect.poll(look, { timeout: 15_000, interval: 500 }).toEqual(outcomes);
}

describe("what Feishu refuses", () => {
  it("for a while is sent later, no sooner than it asks, and keeps its window", async () => {
    await scene.sendingFails({ kind: "rate-limit", resetSeconds: 3 });
    await scene.mention(0);

    await notify(scene.reader, 10 * second);
    const [delivery] = await deliveriesOf(scene.reader.personId);
    expect(delivery?.nextAttemptAt?.getTime()).toBeGreaterThanOrEqual(at(13 * second).getTime());
    expect(await outcomesOf(scene.reader.personId)).toEqual([null]);
    await onceFeishuTakesCallsAgain(60 * second, ["sent"]);

    expect(await scene.inbox()).toHaveLength(1);
  });

  it("for a while, and read before it is sent again, is not sent, and the window is free", async () => {
    await scene.sendingFails({ kind: "rate-limit" });
    await scene.mention(0);
    await notify(scene.reader, 10 * second);
    await read(scene.group, scene.reader.personId);
    await notify(scene.reader, 60 * second);
    await scene.mention(70 * second);

    await onceFeishuTakesCallsAgain(80 * second, ["read_first", "sent"]);

    expect(await scene.inbox()).toHaveLength(1);
  });

  it("because the person cannot be reached marks them until they sign in again", async () => {
    await scene.control.changeUser(scene.reader.userId, { status: "resigned" });
    await scene.mention(0);
    await notify(scene.reader, 10 * second);
    await scene.control.changeUser(scene.reader.userId, { status: "active" });
    await scene.mention(20 * second);

    await notify(scene.reader, 30 * second);

    expect(await outcomesOf(scene.reader.personId)).toEqual([
      "unreachable:feishu_230013",
      "unreachable:feishu_230013",
    ]);
    const identity = await prisma().feishuIdentity.findUniqueOrThrow({
      where: { personId: scene.reader.personId },
    });
    expect(identity.unreachableAt).not.toBeNull();
  });

  it.each([
    ["has left the organization ends their sessions and nobody else's", 230_029, "left_organization"],
    ["is not let use the app leaves their sessions alone", 230_013, null],
  ] as const)("because the person %s", async (_what, resignedUserCode, revokedReason) => {
    const colleague = await anEmployee(scene.channel, [scene.group]);
    const [own, other] = [await signIn(scene.reader), await signIn(colleague)];
    await scene.control.setQuirks({ resignedUserCode });
    await scene.control.changeUser(scene.reader.userId, { status: "resigned" });
    await scene.mention(0);
    await scene.mention(0, colleague);

    await notify(scene.reader, 10 * second);
    await notify(colleague, 10 * second);

    expect(await outcomesOf(scene.reader.personId)).toEqual([`unreachable:feishu_${resignedUserCode}`]);
    expect(await outcomesOf(colleague.personId)).toEqual(["sent"]);
    expect(await prisma().session.findUniqueOrThrow({ where: { id: own } })).toMatchObject({ revokedReason });
    const door = { kind: "employee", appId: scene.channel.appId } as const;
    expect((await findActor(door, own, at(minute))) === null).toBe(revokedReason !== null);
    expect(await findActor(door, other, at(minute))).not.toBeNull();
  });

  it("because the app is broken stops the channel, which is tried again after 10 minutes and then heals", async () => {
    const colleague = await anEmployee(scene.channel, [scene.group]);
    await scene.control.changeApp(scene.channel.appId, { withheldScopes: ["im:message:send_as_bot"] });
    await scene.mention(0);
    await notify(scene.reader, 10 * second);
    const broken = await prisma().channel.findUniqueOrThrow({ where: { id: scene.channel.id } });
    await scene.mention(20 * second, colleague);
    await notify(colleague, 30 * second);
    await scene.control.changeApp(scene.channel.appId, { withheldScopes: [] });
    await scene.mention(11 * minute, colleague);
    await notify(colleague, 12 * minute);

    expect(broken.brokenReason).toBe("channel_broken:99991672");
    expect(await outcomesOf(scene.reader.personId)).toEqual(["unreachable:channel_broken"]);
    expect(await outcomesOf(colleague.personId)).toEqual(["unreachable:channel_broken", "sent"]);
    const healed = await prisma().channel.findUniqueOrThrow({ where: { id: scene.channel.id } });
    expect(healed).toMatchObject({ brokenReason: null, brokenAt: null });
  });

  it("because the month is used up stops the tenant until the next month", async () => {
    await scene.control.changeTenant(scene.channel.tenantKey, { quotaLimit: 0 });
    await scene.mention(0);
    await notify(scene.reader, 10 * second);
    await scene.control.changeTenant(scene.channel.tenantKey, { quotaLimit: 10_000 });
    await scene.mention(20 * second);
    await notify(scene.reader, 30 * second);
    const nextMonth = new Date("2026-03-31T16:00:05.000Z").getTime() - at(0).getTime();
    await scene.mention(nextMonth);

    await notify(scene.reader, nextMonth + 10 * second);

    expect(await outcomesOf(scene.reader.personId)).toEqual([
      "no_quota:quota_exhausted",
      "no_quota:quota_exhausted",
      "sent",
    ]);
    expect(quotaMonth(at(nextMonth))).toBe("2026-04");
  });

  it("because it is too long is sent shorter, and at last as text, under the same uuid", async () => {
    await scene.control.setQuirks({ cardSizeLimit: 400 });
    await scene.mention(0);

    await notify(scene.reader, 10 * second);

    const [message] = await scene.inbox();
    const [delivery] = await deliveriesOf(scene.reader.personId);
    expect(message).toMatchObject({ msgType: "text", uuid: delivery?.id });
    expect(message?.links[0]).toContain("lk_target_url=");
    expect(await outcomesOf(scene.reader.personId)).toEqual(["sent"]);
  });

  it("because it does not know the fresh entity yet is sent again, and at last written out", async () => {
    await scene.setPaid();
    await scene.control.setQuirks({ cardIdInvalidFirstN: 2 });
    await scene.mention(0);
    await notify(scene.reader, 10 * second);
    await scene.control.setQuirks({ cardIdInvalidFirstN: 100 });
    await scene.mention(11 * minute);

    await notify(scene.reader, 12 * minute);

    const [first, later] = await scene.inbox();
    expect(first?.cardId).not.toBeNull();
    expect(later?.cardId).toBeNull();
    expect(await outcomesOf(scene.reader.personId)).toEqual(["sent", "sent"]);
  });

  it("because we sent nonsense is reported and not tried again", async () => {
    await prisma().feishuIdentity.update({
      where: { personId: scene.reader.personId },
      data: { openId: (await anEmployee(await aChannel(scene.control), [])).openId },
    });
    await scene.mention(0);

    await notify(scene.reader, 10 * second);

    expect(await outcomesOf(scene.reader.personId)).toEqual(["unreachable:internal"]);
    expect(await deliveriesOf(scene.reader.personId)).toMatchObject([
      { failureClass: "our_bug", failureCode: 99992361 },
    ]);
  });
});

it("asks nothing of Feishu for a channel that is disabled", async () => {
  await prisma().channel.update({ where: { id: scene.channel.id }, data: { status: "disabled" } });
  await scene.mention(0);

  await notify(scene.reader, 10 * second);

  expect(await outcomesOf(scene.reader.personId)).toEqual(["unreachable:channel_disabled"]);
  expect(await scene.control.journal({ appId: scene.channel.appId })).toEqual([]);
});
