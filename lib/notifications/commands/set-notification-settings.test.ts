import { beforeEach, describe, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { sendIncidentCards } from "@/lib/notifications/commands/send-incident-cards";
import { setNotificationSettings } from "@/lib/notifications/commands/set-notification-settings";
import {
  defaultNotificationSettings,
  notificationSettingsInput,
  type NotificationSettingsInput,
} from "@/lib/notifications/contract";
import { getNotificationSettings } from "@/lib/notifications/queries/get-notification-settings";
import { at, cardScene, minute, notify, second } from "@/lib/testing/card-scene";
import { actorOf, anEmployee, anIncident, deliveriesOf, outcomesOf } from "@/lib/testing/notification-world";

const scene = cardScene();
const hour = 60 * minute;

/** The scene begins at 10:00 in Shanghai. */
const quiet = (from: string, to: string, zone = "Asia/Shanghai") => ({ from, to, zone });

const actor = () => actorOf(scene.channel, scene.reader);
const choose = (settings: Partial<NotificationSettingsInput>, milliseconds = 0) =>
  setNotificationSettings(
    actor(),
    { ...defaultNotificationSettings, ...settings },
    { now: at(milliseconds) },
  );
const declared = async () => {
  const declarer = await anEmployee(scene.channel, [scene.group], { name: "Li Na" });
  const incidentId = await anIncident(scene.channel, scene.group, {
    declarerId: declarer.personId,
    at: at(0),
  });
  await sendIncidentCards(
    { kind: "system", name: "test" },
    { incidentId, state: "declared" },
    { now: at(0) },
  );
};

describe("who wants no cards", () => {
  beforeEach(() => choose({ cards: false }));

  it("gets none: their mentions are muted after the grace, with nothing sent and no window taken", async () => {
    await scene.mention(0);
    await notify(scene.reader, 5 * second);
    expect(await outcomesOf(scene.reader.personId)).toEqual([null]);

    await notify(scene.reader, 10 * second);

    expect(await outcomesOf(scene.reader.personId)).toEqual(["muted"]);
    expect(await scene.inbox()).toEqual([]);
    expect(await deliveriesOf(scene.reader.personId)).toEqual([]);
    expect(await scene.countedCalls()).toBe(0);
  });

  it("gets an emergency's all the same", async () => {
    await declared();

    expect(await scene.inbox()).toHaveLength(1);
  });

  it("gets the next once they want cards again", async () => {
    await scene.mention(0);
    await notify(scene.reader, 10 * second);
    await choose({ cards: true }, minute);
    await scene.mention(2 * minute);
    await notify(scene.reader, 3 * minute);

    expect(await outcomesOf(scene.reader.personId)).toEqual(["muted", "sent"]);
  });

  it("is not told by a card that was refused before they chose so", async () => {
    await choose({ cards: true });
    await scene.mention(0);
    await scene.sendingFails({ kind: "rate-limit", when: "before", times: 1, resetSeconds: 5 });
    await notify(scene.reader, 10 * second);
    await choose({ cards: false }, 11 * second);

    await notify(scene.reader, minute);

    expect(await outcomesOf(scene.reader.personId)).toEqual(["muted"]);
    expect(await scene.inbox()).toEqual([]);
  });
});

describe("in a quiet time", () => {
  it("cards wait for its end and are one then: nothing is lost", async () => {
    await choose({ quiet: quiet("09:00", "12:00") });
    await scene.mention(0);
    await notify(scene.reader, 10 * second);
    await scene.mention(30 * minute);
    await notify(scene.reader, 30 * minute + 10 * second);
    expect(await scene.dueAt()).toEqual(at(2 * hour));
    expect(await scene.inbox()).toEqual([]);

    await notify(scene.reader, 2 * hour);

    expect(await scene.inbox()).toHaveLength(1);
    expect(await outcomesOf(scene.reader.personId)).toEqual(["folded", "sent"]);
  });

  it("what is read meanwhile is not told", async () => {
    await choose({ quiet: quiet("09:00", "12:00") });
    await scene.mention(0);
    await notify(scene.reader, 10 * second);
    await prisma().groupMember.updateMany({
      where: { personId: scene.reader.personId },
      data: { readSequence: 99 },
    });

    await notify(scene.reader, 2 * hour);

    expect(await outcomesOf(scene.reader.personId)).toEqual(["read_first"]);
  });

  it("ends at once when they end it", async () => {
    await choose({ quiet: quiet("09:00", "12:00") });
    await scene.mention(0);
    await notify(scene.reader, 10 * second);
    await choose({ quiet: null }, 5 * minute);
    await notify(scene.reader, 5 * minute);

    expect(await outcomesOf(scene.reader.personId)).toEqual(["sent"]);
  });

  it("is that of their own zone: 10:00 in Shanghai is 21:00 of the day before in New York", async () => {
    await choose({ quiet: quiet("21:00", "07:00", "America/New_York") });
    await scene.mention(0);
    await notify(scene.reader, 10 * second);

    expect(await scene.dueAt()).toEqual(at(10 * hour));
  });

  it("holds no emergency back", async () => {
    await choose({ quiet: quiet("00:00", "23:59") });
    await declared();

    expect(await scene.inbox()).toHaveLength(1);
  });

  it("a refused card waits with the others, a card that may have arrived goes on under its uuid", async () => {
    await choose({ quiet: quiet("10:05", "12:00") });
    await scene.mention(4 * minute);
    await scene.sendingFails({ kind: "rate-limit", when: "before", times: 1, resetSeconds: 1 });
    await notify(scene.reader, 4 * minute + 30 * second);
    await notify(scene.reader, 6 * minute);
    expect(await scene.inbox()).toEqual([]);
    expect(await scene.dueAt()).toEqual(at(2 * hour));
    await notify(scene.reader, 2 * hour);
    expect(await outcomesOf(scene.reader.personId)).toEqual(["sent"]);
    expect(await scene.inbox()).toHaveLength(1);
  });
});

describe("where content is hidden", () => {
  const secret = "the password is hunter2";

  it.each([
    ["by the person", async () => void (await choose({ hideContent: true }))],
    [
      "by the organization",
      async () =>
        void (await prisma().channel.update({
          where: { id: scene.channel.id },
          data: { hideCardContent: true },
        })),
    ],
  ])("%s, a card says who wrote and where, and nothing of the text in any form", async (_by, hide) => {
    await hide();
    await scene.mention(0, scene.reader, secret);
    await notify(scene.reader, 10 * second);
    await declared();

    const cards = await scene.inbox();
    expect(cards).toHaveLength(2);
    expect(JSON.stringify(cards)).not.toContain("hunter2");
    // The impact of the emergency, too.
    expect(JSON.stringify(cards)).not.toContain("All orders");
    expect(cards.map(({ text }) => text.en).join()).toContain("Li Wei · Main group");
    expect((await deliveriesOf(scene.reader.personId))[0]).toMatchObject({ leadVersion: null });
  });

  it("holds in a card of the paid edition and in one that had to be shorter", async () => {
    await scene.setPaid();
    await choose({ hideContent: true });
    await scene.mention(0, scene.reader, secret);
    await notify(scene.reader, 10 * second);
    await scene.mention(20 * minute, scene.reader, secret);
    await scene.control.setQuirks({ cardSizeLimit: 900 });
    await notify(scene.reader, 21 * minute);

    expect(JSON.stringify(await scene.inbox())).not.toContain("hunter2");
    expect(await outcomesOf(scene.reader.personId)).toEqual(["sent", "sent"]);
  });
});

describe("what may be chosen", () => {
  it("stands until it is chosen anew, and is nobody else's", async () => {
    expect(await getNotificationSettings(actor())).toEqual({
      ...defaultNotificationSettings,
      hiddenByOrganization: false,
    });
    await choose({ quiet: quiet("22:00", "07:00"), hideContent: true });

    expect(await getNotificationSettings(actor())).toEqual({
      cards: true,
      quiet: quiet("22:00", "07:00"),
      hideContent: true,
      hiddenByOrganization: false,
    });
    const other = await anEmployee(scene.channel, [scene.group]);
    expect(await getNotificationSettings({ ...actor(), personId: other.personId })).toMatchObject(
      defaultNotificationSettings,
    );
  });

  it.each([
    [quiet("9:00", "12:00"), "notifications.not_a_time"],
    [quiet("24:00", "12:00"), "notifications.not_a_time"],
    [quiet("22:00", "07:00", "+08:00"), "notifications.unknown_zone"],
    [quiet("22:00", "07:00", "Mars/Olympus"), "notifications.unknown_zone"],
    [quiet("22:00", "22:00"), "notifications.empty_quiet_hours"],
  ])("is not %o: %s", (given, message) => {
    const answer = notificationSettingsInput.safeParse({ ...defaultNotificationSettings, quiet: given });

    expect(answer.error?.issues[0]?.message).toBe(message);
  });
});
