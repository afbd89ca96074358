import { assert, asyncProperty, constantFrom, record } from "fast-check";
import { expect, it } from "vitest";
import { environment } from "@/lib/config/environment";
import { prisma } from "@/lib/db/prisma";
import { sendIncidentCards } from "@/lib/notifications/commands/send-incident-cards";
import { at, cardScene, notify, second } from "@/lib/testing/card-scene";
import { besidesWords, hostileText } from "@/lib/testing/hostile-text";
import {
  aGroup,
  aMention,
  anEmployee,
  anIncident,
  type TestEmployee,
} from "@/lib/testing/notification-world";

const scene = cardScene();
const system = { kind: "system", name: "test" } as const;
const tricky = hostileText("ou_407e06249ad8f23d9278154dccf8df25");
/** Names have a length in the database. */
const aName = tricky.map((text) => text.slice(0, 60).toWellFormed());

/** Each form in which a card may arrive, and what Feishu says for it to be chosen. */
const forms = {
  raw: null,
  shorter: { code: 230025, status: 400, msg: "The length of the message content reaches its limit." },
  neutral: { code: 230022, status: 400, msg: "sensitive content" },
  text: { code: 230099, status: 400, msg: "Failed to create card content, ext=ErrCode: 200800; ErrMsg: x; " },
} as const;
const form = constantFrom(...(Object.keys(forms) as (keyof typeof forms)[]));

const refuse = async (how: keyof typeof forms) => {
  await scene.control.clearFaults();
  const refusal = forms[how];
  if (refusal) await scene.sendingFails({ kind: "refuse", refusal });
};

/** Every link a card has is our own, to one of these groups; nobody is mentioned, nothing is drawn but words. */
async function expectOnlyWords(who: TestEmployee, groupIds: string[]): Promise<void> {
  const { mentions, links, anchors, markup } = await besidesWords(
    scene.control,
    who.userId,
    scene.channel.appId,
  );
  const foreign: string[] = [];
  for (const link of links) {
    const opened = await scene.control.click(who.userId, link);
    const target = "target" in opened ? new URL(opened.target) : null;
    const group = target?.searchParams.get("group") ?? "";
    if (target?.origin !== environment().APP_URL || !groupIds.includes(group)) foreign.push(link);
  }
  expect({ mentions, markup, foreign, anchors: anchors.toSorted() }).toEqual({
    mentions: [],
    markup: [],
    foreign: [],
    anchors: links.toSorted(),
  });
  expect(links).not.toEqual([]);
}

it(
  "a message, its writer and its group stay words in every form of the card",
  { timeout: 90_000 },
  async () => {
    const names = record({ body: tricky, writer: aName, group: aName, other: aName, form });
    const property = asyncProperty(names, async ({ body, writer, group, other, form: how }) => {
      const groupId = await aGroup(scene.channel, group);
      const reader = await anEmployee(scene.channel, [groupId]);
      await prisma().person.update({ where: { id: scene.channel.engineer }, data: { name: writer } });
      const another = await aGroup(scene.channel, other);
      await prisma().groupMember.create({
        data: {
          groupId: another,
          accountId: scene.channel.accountId,
          personId: reader.personId,
          side: "customer",
          customerAccountId: scene.channel.accountId,
          joinedVia: "added",
          joinedAt: new Date(0),
        },
      });
      await aMention(groupId, scene.channel.engineer, [reader.personId], { at: at(0), body });
      await aMention(another, scene.channel.engineer, [reader.personId], { at: at(1) });
      await refuse(how);
      await notify(reader, 10 * second);

      expect(await scene.inbox(reader)).toHaveLength(1);
      await expectOnlyWords(reader, [groupId, another]);
    });
    await assert(property, { numRuns: 16, endOnFailure: true });
  },
);

it("so do an entity, a ticket's title and an emergency's impact", { timeout: 90_000 }, async () => {
  await scene.setPaid();
  const words = record({ title: tricky, impact: tricky, declarer: aName, body: tricky, form });
  const property = asyncProperty(words, async ({ title, impact, declarer, body, form: how }) => {
    const groupId = await aGroup(scene.channel);
    const reader = await anEmployee(scene.channel, [groupId]);
    const caller = await anEmployee(scene.channel, [groupId], { name: declarer });
    await aMention(groupId, scene.channel.engineer, [reader.personId], { at: at(0), body });
    await refuse("raw");
    await notify(reader, 10 * second);
    await expectOnlyWords(reader, [groupId]);

    const incidentId = await anIncident(scene.channel, groupId, { declarerId: caller.personId, at: at(0) });
    const { ticketId } = await prisma().incident.update({ where: { id: incidentId }, data: { impact } });
    await prisma().ticket.update({ where: { id: ticketId }, data: { title } });
    await refuse(how);
    await sendIncidentCards(system, { incidentId, state: "declared" }, { now: at(20 * second) });

    expect(await scene.inbox(reader)).toHaveLength(2);
    await expectOnlyWords(reader, [groupId]);
  });
  await assert(property, { numRuns: 16, endOnFailure: true });
});
