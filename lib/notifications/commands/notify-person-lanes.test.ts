import { expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { mentionsIn, withMentionNames } from "@/lib/messages/contract";
import { rememberTimeZone } from "@/lib/identity/remember-time-zone";
import { at, cardScene, minute, notify } from "@/lib/testing/card-scene";
import { actorOf, aGroup, aMention, anEmployee, outcomesOf } from "@/lib/testing/notification-world";

const scene = cardScene();

/** A mention by these words at this minute; rows only. */
const said = (groupId: string, minutes: number, body: string) =>
  aMention(groupId, scene.channel.engineer, [scene.reader.personId], { at: at(minutes * minute), body });

it("leads with the most urgent lane, the newest in it, and has a button for each group to its first unread mention", async () => {
  const other = await aGroup(scene.channel, "Ticket 7");
  scene.reader = await anEmployee(scene.channel, [scene.group, other]);
  const me = `<@${scene.reader.personId}>`;
  const { messageId: firstOther } = await said(other, 0, "<@all> lunch is ready");
  await said(other, 1, `${me} early words`);
  const { messageId: firstHere } = await said(scene.group, 2, "<@all> everybody listen");
  const { messageId: lead } = await said(other, 3, `${me} the newest direct words`);
  await said(scene.group, 4, "<@all> the newest of all");

  await notify(scene.reader, 5 * minute);

  const [card] = await scene.inbox();
  expect(card?.title).toMatchObject({ en: "5 mentions in 2 groups", zh: "2 个群组中有 5 条提及" });
  expect(card?.text.en).toContain("the newest direct words");
  expect(card?.text.en).not.toContain("the newest of all");
  const links = (card?.links ?? []).map(decodeURIComponent);
  expect(links).toHaveLength(2);
  expect(links[0]).toContain(`group=${other}&message=${firstOther}`);
  expect(links[1]).toContain(`group=${scene.group}&message=${firstHere}`);
  const { outcome } = await prisma().mention.findUniqueOrThrow({
    where: { messageId_personId: { messageId: lead, personId: scene.reader.personId } },
  });
  expect(outcome).toBe("sent");
  expect((await outcomesOf(scene.reader.personId)).filter((one) => one === "folded")).toHaveLength(4);
});

it("leads with an assignment before a mention, and with an emergency before both", async () => {
  const me = `<@${scene.reader.personId}>`;
  const notice = async (minutes: number, kind: string) => {
    const { messageId } = await said(scene.group, minutes, "");
    await prisma().message.update({
      where: { id: messageId },
      data: {
        notice: {
          kind,
          data: { assigneeId: scene.channel.engineer, actorId: scene.channel.engineer },
          addressees: [scene.reader.personId],
        },
      },
    });
  };
  const leadOf = async () => {
    const cards = await scene.inbox();
    const { id } = await prisma().cardDelivery.findFirstOrThrow({
      where: { personId: scene.reader.personId },
      orderBy: { createdAt: "desc" },
    });
    const sent = await prisma().mention.findFirstOrThrow({
      where: { cardDeliveryId: id, outcome: "sent" },
      select: { message: { select: { notice: true } } },
    });
    return { count: cards.length, notice: sent.message.notice };
  };
  await notice(0, "ticket.assigned");
  await said(scene.group, 1, `${me} look`);
  await notify(scene.reader, 2 * minute);
  expect(await leadOf()).toMatchObject({ count: 1, notice: { kind: "ticket.assigned" } });

  await notice(10, "incident.mitigated");
  await notice(11, "ticket.assigned");
  await notice(11, "ticket.status_changed");
  await notify(scene.reader, 20 * minute);
  expect(await leadOf()).toMatchObject({ count: 2, notice: { kind: "incident.mitigated" } });
});

it("names five groups, and the workbench for the others", async () => {
  const groups = await Promise.all(
    Array.from({ length: 7 }, (_, index) => aGroup(scene.channel, `Ticket <at id=all></at> ${index}`)),
  );
  scene.reader = await anEmployee(scene.channel, groups);
  for (const [index, group] of groups.entries()) await said(group, index, "<@all> hello");

  await notify(scene.reader, 8 * minute);

  const [card] = await scene.inbox();
  expect(card?.title.en).toBe("7 mentions in 7 groups");
  expect(card?.links).toHaveLength(6);
  expect(decodeURIComponent(card?.links[5] ?? "")).toMatch(/\/workbench$/);
  // What a group is called stays the text it is.
  expect(card?.text.en).toContain("Ticket <at id=all></at> 6 (1)");
  expect(card?.text.en).toContain("Open the workbench");
});

it("tells times in the zone of the reader's browser, in Shanghai's before one told it", async () => {
  await said(scene.group, 0, "hello");
  await notify(scene.reader, minute);
  expect(JSON.stringify(await scene.inbox())).toContain("2026-03-02 10:00 (UTC+8)");

  await rememberTimeZone(actor(), { timeZone: "America/St_Johns" });
  await said(scene.group, 20, "hello");
  await notify(scene.reader, 21 * minute);
  expect(JSON.stringify(await scene.inbox())).toContain("2026-03-01 22:50 (UTC-3:30)");
});

const actor = () => actorOf(scene.channel, scene.reader);

it("a silent mention is none: nobody is told, and what it says is read as a name", async () => {
  const body = `<@${scene.reader.personId}:silent> and <@all>`;

  expect(mentionsIn(body)).toEqual({ personIds: [], everyone: true });
  expect(mentionsIn(`${body} <@${scene.reader.personId}>`).personIds).toEqual([scene.reader.personId]);
  expect(withMentionNames(body, (id) => (id === "all" ? "everyone" : "Xiaoyu"))).toBe(
    "@Xiaoyu and @everyone",
  );
});
