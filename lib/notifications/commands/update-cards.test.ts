import { beforeEach, describe, expect, it } from "vitest";
import { quotaMonth } from "@/lib/channels/quota-month";
import { durations } from "@/lib/config/durations";
import { prisma } from "@/lib/db/prisma";
import { editMessage } from "@/lib/messages/commands/edit-message";
import { recallMessage } from "@/lib/messages/commands/recall-message";
import { updateCards } from "@/lib/notifications/commands/update-cards";
import { at, cardScene, minute, notify, second } from "@/lib/testing/card-scene";
import {
  aMention,
  anEmployee,
  deliveriesOf,
  engineerOf,
  leave,
  outcomesOf,
  read,
} from "@/lib/testing/notification-world";

const scene = cardScene();
const day = 24 * 60 * minute;

const author = () => engineerOf(scene.channel);
const named = (words: string) => `<@${scene.reader.personId}> ${words}`;
const mention = async (milliseconds: number, words = "first words") => {
  await describeTicket();
  return scene.mention(milliseconds, scene.reader, named(words));
};
/** The first thing said in a ticket's group cannot be changed. */
const describeTicket = () => aMention(scene.group, scene.channel.engineer, [], { at: at(-minute) });
const edit = (messageId: string, body: string, milliseconds: number, version = 1) =>
  editMessage(author(), { groupId: scene.group, messageId, version, body }, { now: at(milliseconds) });
const recall = (messageId: string, milliseconds: number) =>
  recallMessage(author(), { groupId: scene.group, messageId }, { now: at(milliseconds) });
/** Feishu lets one message change five times a second: its clock goes along. */
const update = async (messageId: string, milliseconds: number) => {
  await scene.control.moveClock({ setTo: at(milliseconds).getTime(), frozen: true });
  await updateCards({ kind: "system", name: "test" }, { messageId }, { now: at(milliseconds) });
};
const shown = async () => JSON.stringify(await scene.inbox());
const waits = async (messageId: string) => {
  const key = `update-cards:${messageId}`;
  const rows = await prisma().$queryRaw<unknown[]>`SELECT 1 FROM graphile_worker.jobs WHERE key = ${key}`;
  return rows.length;
};

describe.each([
  ["written out", () => Promise.resolve()],
  ["of the paid edition", () => scene.setPaid()],
])("a card %s", (_form, prepare) => {
  beforeEach(prepare);

  it("follows the edits of the message it shows, and its recall, and stays one card", async () => {
    const { messageId } = await mention(0);
    await notify(scene.reader, 10 * second);
    const before = await deliveriesOf(scene.reader.personId);
    await edit(messageId, named("second words"), minute);
    expect(await waits(messageId)).toBe(1);

    await update(messageId, 2 * minute);
    expect(await shown()).toContain("second words");
    expect(await shown()).not.toContain("first words");
    await edit(messageId, named("third words"), 3 * minute, 2);
    await update(messageId, 4 * minute);
    expect(await shown()).toContain("third words");
    await prisma().message.update({ where: { id: messageId }, data: { createdAt: at(4 * minute) } });
    await recall(messageId, 5 * minute);
    await update(messageId, 6 * minute);
    await update(messageId, 7 * minute);

    expect(await shown()).not.toMatch(/first words|second words|third words/);
    expect(await shown()).toContain("This message was recalled.");
    expect(await scene.inbox()).toHaveLength(1);
    const after = await deliveriesOf(scene.reader.personId);
    expect(after).toMatchObject([{ id: before[0]?.id, updates: 3, leadVersion: 0 }]);
    expect(await outcomesOf(scene.reader.personId)).toEqual(["sent"]);
    const { lastCardAt } = await prisma().notificationWindow.findUniqueOrThrow({
      where: { personId: scene.reader.personId },
    });
    expect(lastCardAt?.getTime()).toBeLessThan(at(minute).getTime());
  });
});

describe("a card is left as it is", () => {
  let messageId: string;
  beforeEach(async () => {
    ({ messageId } = await mention(0));
    await notify(scene.reader, 10 * second);
    await edit(messageId, named("second words"), minute);
  });

  it.each([
    ["when all of it is read", () => read(scene.group, scene.reader.personId)],
    ["when its reader has left the group", () => leave(scene.group, scene.reader.personId, at(minute))],
    [
      "when calls are used faster than the days go by",
      async () => {
        const key = { tenantKey: scene.channel.tenantKey, month: quotaMonth(at(0)) };
        await prisma().apiUsage.update({ where: { tenantKey_month: key }, data: { counted: 1_450 } });
      },
    ],
    [
      "when cards have become cards without content",
      async () =>
        void (await prisma().channel.update({
          where: { id: scene.channel.id },
          data: { hideCardContent: true },
        })),
    ],
  ])("%s", async (_when, happens) => {
    await happens();
    const counted = await scene.countedCalls();

    await update(messageId, 2 * minute);

    expect(await shown()).toContain("first words");
    expect(await scene.countedCalls()).toBe(counted);
    expect(await deliveriesOf(scene.reader.personId)).toMatchObject([{ updates: 0, leadVersion: 1 }]);
  });

  it("when it is older than Feishu lets change", async () => {
    await update(messageId, 14 * day);

    expect(await shown()).toContain("first words");
  });

  it("when Feishu refuses: that is tried once, logged and dropped", async () => {
    await scene.control.addFault({
      route: "im.message.patch",
      appId: scene.channel.appId,
      kind: "error-500",
      when: "before",
      times: 1,
    });
    await update(messageId, 2 * minute);
    await update(messageId, 3 * minute);

    expect(await shown()).toContain("first words");
    expect(await scene.countedCalls()).toBe(1);
    expect(await deliveriesOf(scene.reader.personId)).toMatchObject([{ updates: 1, status: "sent" }]);
  });

  it("after five edits, but for a recall", async () => {
    for (let version = 2; version <= 7; version += 1) {
      await update(messageId, version * minute);
      await edit(messageId, named(`words ${version + 1}`), version * minute, version);
    }
    await update(messageId, 8 * minute);
    expect(await deliveriesOf(scene.reader.personId)).toMatchObject([{ updates: 5 }]);
    expect(await shown()).toContain("words 6");
    await prisma().message.update({ where: { id: messageId }, data: { createdAt: at(8 * minute) } });

    await recall(messageId, 9 * minute);
    await update(messageId, 10 * minute);
    expect(await shown()).not.toContain("words 6");
  });
});

it("two workers replace it once", async () => {
  const { messageId } = await mention(0);
  await notify(scene.reader, 10 * second);
  await edit(messageId, named("second words"), minute);

  await Promise.all([update(messageId, 2 * minute), update(messageId, 2 * minute)]);

  expect(await scene.countedCalls()).toBe(2);
  expect(await deliveriesOf(scene.reader.personId)).toMatchObject([{ updates: 1 }]);
});

it("a name that an edit brings in gets a card, what only changes gets none again, and a name taken out in time none at all", async () => {
  const added = await anEmployee(scene.channel, [scene.group], { name: "Added" });
  const removed = await anEmployee(scene.channel, [scene.group], { name: "Removed" });
  const both = [scene.reader.personId, removed.personId];
  await describeTicket();
  const { messageId } = await aMention(scene.group, scene.channel.engineer, both, {
    at: at(0),
    body: both.map((id) => `<@${id}>`).join(" "),
  });
  await edit(messageId, `<@${scene.reader.personId}> <@${added.personId}> look`, 5 * second);
  for (const who of [scene.reader, removed, added]) await notify(who, 20 * second);
  await edit(messageId, `<@${scene.reader.personId}> <@${added.personId}> look again`, 11 * minute, 2);
  for (const who of [scene.reader, removed, added]) await notify(who, 12 * minute);

  expect(await outcomesOf(scene.reader.personId)).toEqual(["sent"]);
  expect(await outcomesOf(added.personId)).toEqual(["sent"]);
  expect(await outcomesOf(removed.personId)).toEqual(["cancelled:name_removed"]);
  const cards = await Promise.all([scene.reader, added, removed].map((who) => scene.inbox(who)));
  expect(cards.map(({ length }) => length)).toEqual([1, 1, 0]);
  expect(durations.cardGrace).toBeLessThan(20 * second);
});
