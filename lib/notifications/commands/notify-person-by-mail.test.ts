import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { at, cardScene, minute, notify, second } from "@/lib/testing/card-scene";
import {
  aGroup,
  aMention,
  anEngineer,
  deliveriesOf,
  leave,
  outcomesOf,
  read,
} from "@/lib/testing/notification-world";
import { readMail, startSmtpServer } from "@/lib/testing/smtp-server";

let smtp: Awaited<ReturnType<typeof startSmtpServer>>;
let engineer: Awaited<ReturnType<typeof anEngineer>>;

beforeAll(async () => {
  smtp = await startSmtpServer();
});
afterAll(() => smtp.close());

const scene = cardScene();

beforeEach(async () => {
  smtp.mood = "accept";
  smtp.received.length = 0;
  engineer = await anEngineer(scene.channel, [scene.group]);
});

const mention = (milliseconds: number, body = "please have a look") =>
  aMention(scene.group, scene.reader.personId, [engineer.personId], { at: at(milliseconds), body });
const dueAt = async () =>
  (await prisma().notificationWindow.findUniqueOrThrow({ where: { personId: engineer.personId } })).dueAt;

describe("a mention of the service side", () => {
  it("goes out as mail when it is unread after 5 minutes, with a link to the message", async () => {
    const { messageId } = await mention(0, "第一行\n<b>second</b> line");
    await notify(engineer, 4 * minute);
    expect(smtp.received).toEqual([]);
    expect(await dueAt()).toEqual(at(5 * minute));

    await notify(engineer, 5 * minute);

    const [mail, ...more] = smtp.received.map((one) => ({ to: one.to, ...readMail(one) }));
    expect(more).toEqual([]);
    expect(mail?.to).toBe(engineer.email);
    expect(mail?.subject).toBe("Wang Xiaoyu 在 Main group（Test organization）中 @ 了你");
    expect(mail?.text).toContain("> 第一行\n> <b>second</b> line");
    expect(mail?.text).toContain(`http://localhost:3000/desk?group=${scene.group}&message=${messageId}`);
    expect(await outcomesOf(engineer.personId)).toEqual(["mailed"]);
    expect(await deliveriesOf(engineer.personId)).toEqual([]);
    expect(await dueAt()).toBeNull();
  });

  it("that was seen at the desk sends nothing", async () => {
    await mention(0);
    await read(scene.group, engineer.personId);

    await notify(engineer, 5 * minute);

    expect(smtp.received).toEqual([]);
    expect(await outcomesOf(engineer.personId)).toEqual(["seen_in_desk"]);
  });

  it("of somebody who left the group is cancelled", async () => {
    await mention(0);
    await leave(scene.group, engineer.personId, at(1));

    await notify(engineer, 5 * minute);

    expect(await outcomesOf(engineer.personId)).toEqual(["cancelled:left_group"]);
  });

  it("folds others into one mail, and one mail in 10 minutes is all", async () => {
    const other = await aGroup(scene.channel, "Ticket 7");
    await prisma().groupMember.createMany({
      data: [
        {
          groupId: other,
          accountId: scene.channel.accountId,
          personId: engineer.personId,
          side: "service",
          joinedVia: "added",
          joinedAt: at(0),
        },
      ],
    });
    await mention(0);
    await aMention(other, scene.channel.engineer, [engineer.personId], { at: at(minute) });
    await Promise.all([notify(engineer, 5 * minute), notify(engineer, 5 * minute)]);
    await mention(6 * minute);

    await notify(engineer, 12 * minute);
    expect(smtp.received).toHaveLength(1);
    await notify(engineer, 15 * minute + 10 * second);

    expect(smtp.received).toHaveLength(2);
    expect(readMail(smtp.received[0] ?? { to: "", source: "" }).text).toContain(
      "还有 1 个群中的 1 条提及：Main group",
    );
    expect(await outcomesOf(engineer.personId)).toEqual(["mailed", "mailed", "mailed"]);
  });
});

describe("a mail server", () => {
  it("that refuses the address decides the mention, and leaves the window free", async () => {
    smtp.mood = "refuse_recipient";
    await mention(0);
    await notify(engineer, 5 * minute);
    smtp.mood = "accept";
    await mention(5 * minute + second);

    await notify(engineer, 10 * minute + second);

    expect(await outcomesOf(engineer.personId)).toEqual(["unreachable:mail_refused", "mailed"]);
  });

  it("that is busy is asked again, until an hour is over", async () => {
    smtp.mood = "greylist";
    await mention(0);
    await notify(engineer, 5 * minute);
    expect(await dueAt()).toEqual(expect.objectContaining({}));
    for (let minutes = 6; minutes <= 59; minutes += 1) await notify(engineer, minutes * minute);
    expect(await outcomesOf(engineer.personId)).toEqual([null]);

    await notify(engineer, 60 * minute + second);

    expect(await outcomesOf(engineer.personId)).toEqual(["unreachable:mail_failed"]);
    expect(smtp.received).toEqual([]);
  });

  it("that recovers gets the mail", async () => {
    smtp.mood = "greylist";
    await mention(0);
    await notify(engineer, 5 * minute);
    smtp.mood = "accept";

    await notify(engineer, 6 * minute);

    expect(await outcomesOf(engineer.personId)).toEqual(["mailed"]);
    expect(smtp.received).toHaveLength(1);
  });

  it("that falls silent after it has the text gets it again after 10 minutes, under the same Message-ID", async () => {
    smtp.mood = "drop_after_data";
    await mention(0);
    await notify(engineer, 5 * minute);
    smtp.mood = "accept";
    await notify(engineer, 10 * minute);
    expect(await outcomesOf(engineer.personId)).toEqual([null]);

    await notify(engineer, 15 * minute + 10 * second);

    const ids = smtp.received.map((mail) => readMail(mail).messageId);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
    expect(await outcomesOf(engineer.personId)).toEqual(["mailed"]);
  });
});

it("decides a mention of an account that is disabled", async () => {
  await prisma().staffAccount.update({
    where: { personId: engineer.personId },
    data: { disabledAt: at(0) },
  });
  await mention(0);

  await notify(engineer, 5 * minute);

  expect(await outcomesOf(engineer.personId)).toEqual(["unreachable:account_disabled"]);
});
