import { beforeEach, describe, expect, it } from "vitest";
import { quotaMonth } from "@/lib/channels/quota-month";
import { prisma } from "@/lib/db/prisma";
import { at, cardScene, minute, notify, second } from "@/lib/testing/card-scene";
import { outcomesOf } from "@/lib/testing/notification-world";

const scene = cardScene();

/** The organization has used so many calls this month, which is a day and a half old: a twentieth of the days, and a tenth ahead of them. */
async function used(counted: number): Promise<void> {
  const key = { tenantKey: scene.channel.tenantKey, month: quotaMonth(at(0)) };
  await prisma().apiUsage.upsert({
    where: { tenantKey_month: key },
    create: { tenantKey: key.tenantKey, month: key.month, counted },
    update: { counted },
  });
}

/** When the second of two mentions is told, in minutes after the first. */
async function secondCardAfter(): Promise<number> {
  await scene.mention(0);
  await notify(scene.reader, 10 * second);
  await scene.mention(1 * minute);
  await notify(scene.reader, 2 * minute);
  const dueAt = (await scene.dueAt())?.getTime() ?? 0;
  return Math.round((dueAt - at(10 * second).getTime()) / minute);
}

describe("while an organization uses its calls", () => {
  beforeEach(() => used(0));

  it.each([
    ["no faster than the days go by", 1_200, 10],
    ["faster", 1_450, 30],
    ["much faster", 3_000, 60],
  ])("%s, the window of a person is what that allows", async (_how, counted, minutes) => {
    await used(counted);

    expect(await secondCardAfter()).toBe(minutes);
  });

  it("up to what is kept for Emergency, mentions stay in the app, and who made them is told", async () => {
    await used(9_500);
    await scene.mention(0);

    await notify(scene.reader, 10 * second);

    expect(await scene.inbox()).toEqual([]);
    expect(await outcomesOf(scene.reader.personId)).toEqual(["no_quota:quota_reserved"]);
    expect(await scene.dueAt()).toBeNull();
  });

  it("does not matter where there is no quota", async () => {
    await scene.setPaid();
    await used(50_000);

    expect(await secondCardAfter()).toBe(10);
    expect(await outcomesOf(scene.reader.personId)).toEqual(["sent", null]);
  });

  it("begins anew with the next month", async () => {
    await used(9_500);
    const nextMonth = 30 * 24 * 60 * minute;
    await scene.mention(nextMonth);

    await notify(scene.reader, nextMonth + 10 * second);

    expect(await outcomesOf(scene.reader.personId)).toEqual(["sent"]);
  });
});
