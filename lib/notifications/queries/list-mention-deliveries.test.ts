import { describe, expect, it } from "vitest";
import type { EmployeeActor, StaffActor } from "@/lib/actor/actor";
import { newId } from "@/lib/db/new-id";
import { prisma } from "@/lib/db/prisma";
import { DELIVERIES_SHOWN } from "@/lib/notifications/contract";
import { listMentionDeliveries } from "@/lib/notifications/queries/list-mention-deliveries";
import { at, cardScene, minute, notify, second } from "@/lib/testing/card-scene";
import { aMention, anEmployee, leave, read, type TestEmployee } from "@/lib/testing/notification-world";

const scene = cardScene();

const engineer = (): StaffActor => ({
  kind: "staff",
  personId: scene.channel.engineer,
  roles: ["engineer"],
  sessionId: newId(),
});

const employee = (personId: string): EmployeeActor => ({
  kind: "employee",
  personId,
  channelId: scene.channel.id,
  accountId: scene.channel.accountId,
  sessionId: newId(),
});

const deliveriesOf = (messageId: string) =>
  listMentionDeliveries(engineer(), { groupId: scene.group, messageId });

describe("what became of a mention, for who made it", () => {
  it("waits, and says until when; then the card was sent", async () => {
    const { messageId } = await scene.mention(0);
    await notify(scene.reader, 1 * second);

    expect(await deliveriesOf(messageId)).toEqual({
      total: 1,
      waiting: 1,
      missed: 0,
      people: [
        {
          personId: scene.reader.personId,
          name: "Wang Xiaoyu",
          side: "customer",
          state: "waiting",
          cause: null,
          at: at(10 * second).toISOString(),
        },
      ],
    });
    await notify(scene.reader, 10 * second);
    const told = await deliveriesOf(messageId);
    expect(told).toMatchObject({ waiting: 0, missed: 0, people: [{ state: "sent", cause: null }] });
    expect(Date.parse(told.people[0]?.at ?? "")).toBeGreaterThanOrEqual(at(10 * second).getTime());
  });

  it("was told in one card with others, or read before one was due", async () => {
    await scene.mention(0);
    await notify(scene.reader, 10 * second);
    const messages = [await scene.mention(1 * minute), await scene.mention(2 * minute)];
    await notify(scene.reader, 10 * minute + 20 * second);
    const last = await scene.mention(11 * minute);
    await read(scene.group, scene.reader.personId);
    await notify(scene.reader, 21 * minute);

    const states = await Promise.all(
      [...messages, last].map(async ({ messageId }) => (await deliveriesOf(messageId)).people[0]?.state),
    );
    expect(states).toEqual(["folded", "sent", "read_first"]);
  });

  it("says why Feishu left them unreached", async () => {
    const { control } = scene;
    await control.changeUser(scene.reader.userId, { stoppedBots: [scene.channel.appId] });
    const resigned = await anEmployee(scene.channel, [scene.group]);
    await control.changeUser(resigned.userId, { status: "resigned" });
    const causeOf = async (who: TestEmployee) => {
      const { messageId } = await scene.mention(0, who);
      await notify(who, 10 * second);
      return (await deliveriesOf(messageId)).people.map(({ state, cause }) => [state, cause]);
    };

    expect(await causeOf(scene.reader)).toEqual([["unreachable", "bot_muted"]]);
    expect(await causeOf(resigned)).toEqual([["unreachable", "outside_availability"]]);
    await control.setQuirks({ resignedUserCode: 230_029 });
    const gone = await anEmployee(scene.channel, [scene.group]);
    await control.changeUser(gone.userId, { status: "resigned" });
    expect(await causeOf(gone)).toEqual([["unreachable", "left_organization"]]);
  });

  it("says that the quota is used up, that they left the group, that the channel is off", async () => {
    const other = await anEmployee(scene.channel, [scene.group]);
    await scene.control.changeTenant(scene.channel.tenantKey, { quotaLimit: 0 });
    const noQuota = await scene.mention(0);
    await notify(scene.reader, 10 * second);
    const left = await scene.mention(0, other);
    await leave(scene.group, other.personId, at(5 * second));
    await notify(other, 10 * second);
    const third = await anEmployee(scene.channel, [scene.group]);
    const off = await scene.mention(0, third);
    await prisma().channel.update({ where: { id: scene.channel.id }, data: { status: "disabled" } });
    await notify(third, 10 * second);

    const people = await Promise.all(
      [noQuota, left, off].map(async ({ messageId }) => (await deliveriesOf(messageId)).people[0]),
    );
    expect(people).toMatchObject([
      { state: "no_quota", cause: null },
      { state: "cancelled", cause: "left_group" },
      { state: "unreachable", cause: "channel_disabled" },
    ]);
  });

  it("names those who were not reached first, and no more than anybody reads", async () => {
    const people = await Promise.all(
      Array.from({ length: DELIVERIES_SHOWN + 5 }, () => anEmployee(scene.channel, [scene.group])),
    );
    const { messageId } = await aMention(
      scene.group,
      scene.channel.engineer,
      people.map(({ personId }) => personId),
      { at: at(0) },
    );
    const missed = people.at(-1)?.personId ?? "";
    await prisma().mention.update({
      where: { messageId_personId: { messageId, personId: missed } },
      data: { outcome: "unreachable", outcomeReason: "feishu_230013", outcomeAt: at(0) },
    });

    const deliveries = await deliveriesOf(messageId);
    expect(deliveries).toMatchObject({
      total: DELIVERIES_SHOWN + 5,
      waiting: DELIVERIES_SHOWN + 4,
      missed: 1,
    });
    expect(deliveries.people).toHaveLength(DELIVERIES_SHOWN);
    expect(deliveries.people[0]?.personId).toBe(missed);
  });

  it("is nobody else's business", async () => {
    const { messageId } = await scene.mention(0);
    const stranger = await anEmployee(scene.channel, []);

    await expect(
      listMentionDeliveries(employee(scene.reader.personId), { groupId: scene.group, messageId }),
    ).rejects.toMatchObject({ code: "NOT_FOUND", reason: "messages.no_such_message" });
    await expect(
      listMentionDeliveries(employee(stranger.personId), { groupId: scene.group, messageId }),
    ).rejects.toMatchObject({ code: "NOT_FOUND", reason: "groups.no_such_group" });
  });
});
