import { afterEach, describe, expect, it, vi } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import { notificationSweeps } from "@/lib/notifications/jobs";
import { listPersonsDue } from "@/lib/notifications/queries/list-persons-due";
import { at, cardScene, minute, notify, second } from "@/lib/testing/card-scene";
import { type TestProcess, startProcess } from "@/lib/testing/child-process";
import {
  aMention,
  anEmployee,
  anEngineer,
  deliveriesOf,
  outcomesOf,
  read,
} from "@/lib/testing/notification-world";

const scene = cardScene();
const sweep = async (milliseconds: number, signal = new AbortController().signal): Promise<void> => {
  for (const { run } of notificationSweeps) await run({ now: at(milliseconds) }, signal);
};

const SLOW = 1_500;

/** More employees than are told at once, all due; Feishu is slow to answer for those who come first. */
const fiveMentioned = async (): Promise<string[]> => {
  const colleagues = await Promise.all(
    Array.from({ length: 4 }, () => anEmployee(scene.channel, [scene.group])),
  );
  const persons = [scene.reader, ...colleagues];
  for (const person of persons) await scene.mention(0, person);
  await scene.sendingFails({ kind: "latency", delayMs: SLOW, times: 4 });
  return persons.map(({ personId }) => personId);
};
const due = (milliseconds: number) => listPersonsDue({ now: at(milliseconds) }, 100);

describe("the sweep", () => {
  it("finds a mention whose job was lost, once its job should have run", async () => {
    const { personId } = scene.reader;
    await scene.mention(0);

    expect(await due(10 * second)).not.toContain(personId);
    expect(await due(15 * second)).toContain(personId);
    await sweep(15 * second);

    expect(await outcomesOf(personId)).toEqual(["sent"]);
    expect(await due(15 * minute)).not.toContain(personId);
  });

  it("finds who waits for the end of a window, then and not before", async () => {
    const { personId } = scene.reader;
    await scene.mention(0);
    await notify(scene.reader, 10 * second);
    await scene.mention(20 * second);
    await notify(scene.reader, 30 * second);

    expect(await due(9 * minute)).not.toContain(personId);
    await sweep(10 * minute + 15 * second);

    expect(await outcomesOf(personId)).toEqual(["sent", "sent"]);
  });

  it("finds a card under way whose mentions have all been decided", async () => {
    const { personId } = scene.reader;
    await scene.sendingFails({ kind: "error-500" });
    await scene.mention(0);
    await notify(scene.reader, 10 * second);
    await prisma().mention.updateMany({
      where: { personId },
      data: { outcome: "cancelled", outcomeAt: at(11 * second) },
    });

    await sweep(2 * minute);

    expect(await deliveriesOf(personId)).toMatchObject([{ status: "failed", failureClass: "not_needed" }]);
  });

  it("gives the service side its 5 minutes", async () => {
    const engineer = await anEngineer(scene.channel, [scene.group]);
    await aMention(scene.group, scene.reader.personId, [engineer.personId], { at: at(0) });

    expect(await due(4 * minute)).not.toContain(engineer.personId);
    expect(await due(6 * minute)).toContain(engineer.personId);
  });

  it("tells everybody's time by when their turn comes, however long the others took", async () => {
    const persons = await fiveMentioned();

    await sweep(15 * second);

    const windows = await prisma().notificationWindow.findMany({ where: { personId: { in: persons } } });
    expect(windows).toHaveLength(5);
    for (const { lastCardAt } of windows) {
      expect(lastCardAt?.getTime()).toBeGreaterThanOrEqual(at(15 * second + SLOW - 100).getTime());
    }
  });

  it("that is told to stop ends with those it has begun, and leaves the others to the next", async () => {
    const persons = await fiveMentioned();
    const stopping = new AbortController();

    const swept = sweep(15 * second, stopping.signal);
    await vi.waitFor(
      async () => expect(await prisma().cardDelivery.count({ where: { personId: { in: persons } } })).toBe(4),
      { interval: 20 },
    );
    stopping.abort();
    await swept;

    const outcomes = async () => (await Promise.all(persons.map(outcomesOf))).flat();
    expect((await outcomes()).filter((outcome) => outcome === "sent")).toHaveLength(4);
    expect((await outcomes()).filter((outcome) => outcome === null)).toHaveLength(1);
    await sweep(15 * second);
    expect(await outcomes()).toEqual(Array.from({ length: 5 }, () => "sent"));
  });

  it("passes over nobody because of another one's trouble", async () => {
    await scene.mention(0);
    const broken = { ...scene.reader };
    await prisma().channel.update({
      where: { id: scene.channel.id },
      data: { secretKeyId: "a key that is gone" },
    });
    await scene.setPaid();
    await scene.mention(0);

    await sweep(15 * second);

    expect(await outcomesOf(broken.personId)).toEqual([null]);
    expect(await outcomesOf(scene.reader.personId)).toEqual(["sent"]);
    await read(scene.group, scene.reader.personId);
  });
});

describe("the worker process", { timeout: 150_000 }, () => {
  let worker: TestProcess | undefined;
  afterEach(() => worker?.kill());

  const mentionedNow = async (): Promise<void> => {
    const { personId } = scene.reader;
    await aMention(scene.group, scene.channel.engineer, [personId], {
      at: new Date(Date.now() - 11 * second),
    });
    await enqueueJob(prisma(), "notify-person", { personId }, { key: personId, runAt: new Date() });
  };
  const later = (milliseconds: number) => milliseconds + Date.now() - at(0).getTime();

  it("sends the card, and ends in good order when it is told to", async () => {
    await mentionedNow();
    worker = startProcess("worker.ts");

    await vi.waitFor(async () => expect(await outcomesOf(scene.reader.personId)).toEqual(["sent"]), {
      timeout: 60_000,
    });

    expect(await worker.terminate()).toBe(0);
    expect(worker.output()).toContain("worker.stopped");
    expect(worker.output()).not.toContain(scene.channel.appSecret);
    expect(worker.output()).not.toContain("please have a look");
    worker = undefined;
  });

  it.each([
    ["before Feishu had the card", "before", 0],
    ["after Feishu had the card and before it was recorded", "after", 1],
  ] as const)("killed %s, loses nothing and doubles nothing", async (_when, when, arrived) => {
    await scene.sendingFails({ kind: "latency", when, delayMs: 30_000 });
    await mentionedNow();
    worker = startProcess("worker.ts");
    await vi.waitFor(async () => expect(await deliveriesOf(scene.reader.personId)).toHaveLength(1), {
      timeout: 60_000,
    });
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(await scene.inbox()).toHaveLength(arrived);

    await worker.kill();
    expect(await outcomesOf(scene.reader.personId)).toEqual([null]);
    expect(await deliveriesOf(scene.reader.personId)).toMatchObject([{ status: "sending", attempts: 1 }]);
    await scene.control.clearFaults();
    await notify(scene.reader, later(minute));

    expect(await scene.inbox()).toHaveLength(1);
    expect(await outcomesOf(scene.reader.personId)).toEqual(["sent"]);
  });
});
