import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import type { FeishuControl } from "../../e2e/feishu/control-client";
import type { FaultInput } from "../../e2e/feishu/transport/faults";
import { environment } from "@/lib/config/environment";
import { prisma } from "@/lib/db/prisma";
import { migrateQueue } from "@/lib/jobs/migrate-queue";
import { notifyPerson } from "@/lib/notifications/commands/notify-person";
import { startTestFeishu } from "@/lib/testing/channel-world";
import {
  type TestChannel,
  type TestEmployee,
  aChannel,
  aGroup,
  aMention,
  anEmployee,
} from "@/lib/testing/notification-world";

const START = new Date("2026-03-02T02:00:00.000Z").getTime();

export const second = 1_000;
export const minute = 60 * second;

/** The time `milliseconds` after the start of a scene. */
export const at = (milliseconds: number): Date => new Date(START + milliseconds);

/** Has the job of this person run at a time of the scene. */
export const notify = (who: { personId: string }, milliseconds: number): Promise<void> =>
  notifyPerson({ kind: "system", name: "test" }, { personId: who.personId }, { now: at(milliseconds) });

type Scene = { control: FeishuControl; channel: TestChannel; group: string; reader: TestEmployee };

/** For each test of a file, anew: a channel that is in order, a group, and an employee in it who will be mentioned. */
export function cardScene() {
  const scene = {} as Scene;
  let feishu: Awaited<ReturnType<typeof startTestFeishu>> | undefined;

  const set = async (edition: "basic" | "paid"): Promise<void> => {
    scene.channel = await aChannel(scene.control, { edition });
    scene.group = await aGroup(scene.channel);
    scene.reader = await anEmployee(scene.channel, [scene.group]);
  };

  beforeAll(async () => {
    feishu = await startTestFeishu();
    scene.control = feishu.control;
    await migrateQueue(environment().DATABASE_URL);
  });
  afterAll(() => feishu?.close());
  beforeEach(() => set("basic"));
  afterEach(async () => {
    await scene.control.clearFaults();
    await scene.control.setQuirks({
      uuidRepeat: "sameMessage",
      cardIdInvalidFirstN: 0,
      resignedUserCode: 230_013,
      cardSizeLimit: 30 * 1024,
    });
  });

  const usage = () => prisma().apiUsage.findFirst({ where: { tenantKey: scene.channel.tenantKey } });
  const window = (who: TestEmployee) =>
    prisma().notificationWindow.findUnique({ where: { personId: who.personId } });

  return Object.assign(scene, {
    /** The channel's organization has the paid edition: its cards are entities. */
    setPaid: () => set("paid"),
    /** The engineer mentions somebody in the group. */
    mention: (milliseconds: number, who = scene.reader, body = "please have a look") =>
      aMention(scene.group, scene.channel.engineer, [who.personId], { at: at(milliseconds), body }),
    inbox: (who = scene.reader) => scene.control.inbox(who.userId),
    /** Something goes wrong when a message is sent through this channel's app. */
    sendingFails: (fault: Omit<FaultInput, "route" | "appId">) =>
      scene.control.addFault({ ...fault, route: "im.message.create", appId: scene.channel.appId }),
    countedCalls: async () => (await usage())?.counted ?? 0,
    dueAt: async (who = scene.reader) => (await window(who))?.dueAt,
  });
}
