import { expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { lockGroup } from "@/lib/events/record-event";
import { recordNotice } from "@/lib/messages/record-notice";
import { at, cardScene, minute, notify, second } from "@/lib/testing/card-scene";
import { outcomesOf, read } from "@/lib/testing/notification-world";

const scene = cardScene();

async function resolvedNotice(milliseconds: number): Promise<string> {
  const groupId = scene.group;
  return inTransaction(async (tx) => {
    await lockGroup(tx, groupId);
    return recordNotice(tx, {
      groupId,
      kind: "ticket.assigned",
      data: { assigneeId: scene.channel.engineer },
      actorId: null,
      addressees: [scene.reader.personId],
      now: at(milliseconds),
    });
  });
}

it("tells whom a system line concerns by a card that says what happened, in both languages", async () => {
  const messageId = await resolvedNotice(0);
  await notify(scene.reader, 10 * second);

  const [card, ...more] = await scene.inbox();
  expect(more).toEqual([]);
  expect(card?.title).toEqual({ zh: "已分配工程师", en: "Engineer assigned" });
  expect(card?.text.en).toContain("Li Wei is the engineer of this ticket");
  expect(card?.text.zh).toContain("Li Wei 负责处理此工单");
  const clicked = await scene.control.click(scene.reader.userId, card?.links[0] ?? "");
  expect(JSON.stringify(clicked)).toContain(`message=${messageId}`);
  expect(await outcomesOf(scene.reader.personId)).toEqual(["sent"]);
});

it("keeps to the same fatigue rule as mentions: one card in ten minutes, the rest folded", async () => {
  await scene.mention(0);
  await notify(scene.reader, 10 * second);
  await resolvedNotice(minute);
  await scene.mention(2 * minute);
  await notify(scene.reader, 3 * minute);
  expect(await scene.inbox()).toHaveLength(1);

  await notify(scene.reader, 11 * minute);

  const cards = await scene.inbox();
  expect(cards).toHaveLength(2);
  expect(cards[1]?.title.en).toBe("2 mentions in 1 group");
  expect(await outcomesOf(scene.reader.personId)).toEqual(["sent", "sent", "folded"]);
});

it("tells nobody who has read it", async () => {
  await resolvedNotice(0);
  await read(scene.group, scene.reader.personId);
  await notify(scene.reader, 10 * second);

  expect(await scene.inbox()).toEqual([]);
  expect(await outcomesOf(scene.reader.personId)).toEqual(["read_first"]);
  expect(await prisma().cardDelivery.count({ where: { personId: scene.reader.personId } })).toBe(0);
});
