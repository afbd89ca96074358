import { describe, expect, it } from "vitest";
import { environment } from "@/lib/config/environment";
import { prisma } from "@/lib/db/prisma";
import { cardScene, at, minute, notify, second } from "@/lib/testing/card-scene";
import {
  aGroup,
  aMention,
  anEmployee,
  deliveriesOf,
  leave,
  outcomesOf,
  read,
} from "@/lib/testing/notification-world";

const scene = cardScene();

describe("a mention", () => {
  it("waits for its grace, and is woken when that ends", async () => {
    await scene.mention(0);

    await notify(scene.reader, 9 * second);

    expect(await outcomesOf(scene.reader.personId)).toEqual([null]);
    expect(await scene.dueAt()).toEqual(at(10 * second));
    expect(await scene.inbox()).toEqual([]);
  });

  it("becomes a raw card of one counted call, whose button opens the message", async () => {
    const { messageId } = await scene.mention(
      0,
      scene.reader,
      `<@${scene.reader.personId}> <b>look</b> at [this](http://x)`,
    );

    await notify(scene.reader, 10 * second);

    const [card, ...more] = await scene.inbox();
    expect(more).toEqual([]);
    expect(card?.title).toEqual({ zh: "有人 @ 你", en: "You were mentioned" });
    expect(card?.text.zh).toContain("Li Wei · Main group");
    expect(card?.text.zh).toContain("@Wang Xiaoyu <b>look</b> at [this](http://x)");
    expect(card?.text.zh).toContain("2026-03-02 10:00");
    expect(card?.mentions).toEqual([]);
    const clicked = await scene.control.click(scene.reader.userId, card?.links[0] ?? "");
    const target = `${environment().APP_URL}/feishu/${scene.channel.appId}/workbench?group=${scene.group}&message=${messageId}`;
    expect(clicked).toMatchObject({ target });
    expect(await outcomesOf(scene.reader.personId)).toEqual(["sent"]);
    const [delivery] = await deliveriesOf(scene.reader.personId);
    expect(delivery).toMatchObject({ status: "sent", form: "raw", feishuMessageId: card?.messageId });
    expect(card?.uuid).toBe(delivery?.id);
    expect(await scene.countedCalls()).toBe(1);
    expect(await scene.dueAt()).toBeNull();
  });

  it("becomes an entity of two counted calls where the edition has no quota", async () => {
    await scene.setPaid();
    await scene.mention(0);

    await notify(scene.reader, 10 * second);

    const [card] = await scene.inbox();
    const [delivery] = await deliveriesOf(scene.reader.personId);
    expect(card?.cardId).toMatch(/^\d+$/);
    expect(delivery).toMatchObject({ form: "entity", cardId: card?.cardId, status: "sent" });
    expect(await scene.countedCalls()).toBe(2);
  });

  it("is written in the reader's language for a client that speaks neither", async () => {
    scene.reader = await anEmployee(scene.channel, [scene.group], { locale: "en" });
    await scene.mention(0);

    await notify(scene.reader, 10 * second);

    const [card] = await scene.inbox();
    expect(card?.content).toMatchObject({
      header: { title: { content: "You were mentioned", i18n_content: { zh_cn: "有人 @ 你" } } },
    });
  });

  it("that was read first costs nothing", async () => {
    await scene.mention(0);
    await read(scene.group, scene.reader.personId);

    await notify(scene.reader, 10 * second);

    expect(await outcomesOf(scene.reader.personId)).toEqual(["read_first"]);
    expect(await scene.inbox()).toEqual([]);
    expect(await scene.countedCalls()).toBe(0);
  });

  it("of somebody who has left is cancelled", async () => {
    await scene.mention(0);
    await leave(scene.group, scene.reader.personId, at(1));

    await notify(scene.reader, 10 * second);

    expect(await outcomesOf(scene.reader.personId)).toEqual(["cancelled:left_group"]);
    expect(await scene.inbox()).toEqual([]);
  });

  it("in a group that was archived is cancelled", async () => {
    await scene.mention(0);
    await prisma().group.update({ where: { id: scene.group }, data: { archivedAt: at(1) } });

    await notify(scene.reader, 10 * second);

    expect(await outcomesOf(scene.reader.personId)).toEqual(["cancelled:group_archived"]);
  });

  it("names nobody who is not of the group", async () => {
    const stranger = await anEmployee(scene.channel, [], { name: "Secret Name" });
    await scene.mention(0, scene.reader, `<@${stranger.personId}> hello`);

    await notify(scene.reader, 10 * second);

    const [card] = await scene.inbox();
    expect(JSON.stringify(card?.content)).not.toContain("Secret Name");
  });
});

describe("the fatigue window", () => {
  it("folds what comes within 10 minutes of a card into the next one", async () => {
    const other = await aGroup(scene.channel, "Ticket 7");
    scene.reader = await anEmployee(scene.channel, [scene.group, other]);
    await scene.mention(0);
    await notify(scene.reader, 10 * second);
    const { messageId } = await scene.mention(1 * minute);
    await scene.mention(2 * minute);
    await aMention(other, scene.channel.engineer, [scene.reader.personId], { at: at(3 * minute) });

    await notify(scene.reader, 4 * minute);
    expect(await scene.inbox()).toHaveLength(1);
    await notify(scene.reader, 10 * minute + 9 * second);
    expect(await scene.inbox()).toHaveLength(1);
    await notify(scene.reader, 10 * minute + 20 * second);

    const [, card, ...more] = await scene.inbox();
    expect(more).toEqual([]);
    expect(card?.title).toMatchObject({ en: "3 mentions in 2 groups", zh: "2 个群组中有 3 条提及" });
    expect(card?.text.en).toContain("Main group (2)");
    expect(card?.text.en).toContain("Ticket 7 (1)");
    expect(decodeURIComponent(card?.links[1] ?? "")).toContain(`message=${messageId}`);
    expect(await outcomesOf(scene.reader.personId)).toEqual(["sent", "folded", "folded", "sent"]);
    const deliveries = await deliveriesOf(scene.reader.personId);
    const folded = await prisma().mention.findMany({ where: { cardDeliveryId: deliveries[1]?.id ?? "" } });
    expect(folded).toHaveLength(3);
  });

  it.each([
    ["the first", 0],
    ["a later", 1],
  ])("is kept by many workers at once, who send one card: %s", async (_card, earlier) => {
    for (let hour = -earlier; hour < 0; hour += 1) {
      await scene.mention(hour * 60 * minute);
      await notify(scene.reader, (hour * 60 + 1) * minute);
    }
    await scene.mention(0);

    await Promise.all(Array.from({ length: 8 }, () => notify(scene.reader, 10 * second)));
    await notify(scene.reader, 5 * minute);

    expect(await scene.inbox()).toHaveLength(earlier + 1);
    expect(await deliveriesOf(scene.reader.personId)).toHaveLength(earlier + 1);
    expect(new Set(await outcomesOf(scene.reader.personId))).toEqual(new Set(["sent"]));
    expect(await scene.countedCalls()).toBe(earlier + 1);
  });

  it("is given back when the card certainly did not arrive", async () => {
    await scene.control.changeUser(scene.reader.userId, { stoppedBots: [scene.channel.appId] });
    await scene.mention(0);
    await notify(scene.reader, 10 * second);
    expect(await outcomesOf(scene.reader.personId)).toEqual(["unreachable:feishu_230053"]);

    await scene.control.changeUser(scene.reader.userId, { stoppedBots: [] });
    await prisma().feishuIdentity.update({
      where: { personId: scene.reader.personId },
      data: { unreachableReason: null },
    });
    await scene.mention(20 * second);
    await notify(scene.reader, 30 * second);

    expect(await outcomesOf(scene.reader.personId)).toEqual(["unreachable:feishu_230053", "sent"]);
  });
});
