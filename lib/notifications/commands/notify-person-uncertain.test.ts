import { describe, expect, it } from "vitest";
import { decideCard } from "@/lib/notifications/internal/decide-card";
import { withWindow } from "@/lib/notifications/internal/window";
import { cardScene, at, minute, notify, second } from "@/lib/testing/card-scene";
import { deliveriesOf, leave, outcomesOf, read } from "@/lib/testing/notification-world";

const scene = cardScene();

describe("a card whose answer is not known", () => {
  it.each(["sameMessage", "newBodyIgnored"] as const)(
    "is sent again under its uuid and delivered once (repeat: %s)",
    async (uuidRepeat) => {
      await scene.control.setQuirks({ uuidRepeat });
      await scene.sendingFails({ kind: "reset", when: "after" });
      await scene.mention(0);

      await notify(scene.reader, 10 * second);
      expect(await outcomesOf(scene.reader.personId)).toEqual([null]);
      await notify(scene.reader, 60 * second);

      expect(await scene.inbox()).toHaveLength(1);
      expect(await outcomesOf(scene.reader.personId)).toEqual(["sent"]);
      const [delivery] = await deliveriesOf(scene.reader.personId);
      expect(delivery).toMatchObject({ status: "sent", attempts: 2 });
      expect((await scene.inbox())[0]?.uuid).toBe(delivery?.id);
    },
  );

  it("is taken for delivered when Feishu calls its uuid in flight for minutes", async () => {
    await scene.control.setQuirks({ uuidRepeat: "230049" });
    await scene.sendingFails({ kind: "reset", when: "after" });
    await scene.mention(0);

    for (const seconds of [10, 60, 120, 200]) await notify(scene.reader, seconds * second);

    expect(await scene.inbox()).toHaveLength(1);
    expect(await outcomesOf(scene.reader.personId)).toEqual(["sent"]);
  });

  it("is recorded as sent even if its reader, who had it from the card, has read it meanwhile", async () => {
    await scene.sendingFails({ kind: "reset", when: "after" });
    await scene.mention(0);
    await notify(scene.reader, 10 * second);
    await read(scene.group, scene.reader.personId);

    await notify(scene.reader, 60 * second);

    expect(await outcomesOf(scene.reader.personId)).toEqual(["sent"]);
    expect(await scene.inbox()).toHaveLength(1);
  });

  it("is not sent again to somebody who was removed meanwhile", async () => {
    await scene.sendingFails({ kind: "error-500" });
    await scene.mention(0);
    await notify(scene.reader, 10 * second);
    await leave(scene.group, scene.reader.personId, at(20 * second));

    await notify(scene.reader, 60 * second);

    expect(await outcomesOf(scene.reader.personId)).toEqual(["cancelled:left_group"]);
    expect(await scene.inbox()).toEqual([]);
    expect(await deliveriesOf(scene.reader.personId)).toMatchObject([
      { status: "failed", failureClass: "not_needed" },
    ]);
  });

  it("is given up after 55 minutes, and those that waited go with the next", async () => {
    await scene.sendingFails({ kind: "error-500", times: 0 });
    await scene.mention(0);
    for (let minutes = 1; minutes <= 56; minutes += 1) await notify(scene.reader, minutes * minute);
    await scene.control.clearFaults();
    await scene.mention(56 * minute);
    // The last attempt may have arrived, so the window begins with it.
    await notify(scene.reader, 60 * minute);
    expect(await scene.inbox()).toEqual([]);

    await notify(scene.reader, 67 * minute);

    expect(await outcomesOf(scene.reader.personId)).toEqual(["unreachable:timed_out", "sent"]);
    expect(await scene.inbox()).toHaveLength(1);
  });
});

describe("a worker that died", () => {
  /** What a worker leaves that is killed between claiming and sending. */
  const claim = (milliseconds: number) => withWindow(scene.reader.personId, at(milliseconds), decideCard);

  it("is waited for, and its card then sent by another", async () => {
    await scene.mention(0);
    await claim(10 * second);

    await notify(scene.reader, 20 * second);
    expect(await scene.inbox()).toEqual([]);
    expect(await scene.dueAt()).toEqual(at(40 * second));
    await notify(scene.reader, 40 * second);

    expect(await scene.inbox()).toHaveLength(1);
    expect(await outcomesOf(scene.reader.personId)).toEqual(["sent"]);
    expect(await deliveriesOf(scene.reader.personId)).toMatchObject([{ attempts: 2, status: "sent" }]);
  });

  it("that was only slow, and another one in its place, deliver one message with one outcome", async () => {
    await scene.mention(0);
    await scene.sendingFails({ kind: "latency", when: "after", delayMs: 800 });

    const slow = notify(scene.reader, 10 * second);
    await new Promise((resolve) => setTimeout(resolve, 400));
    await notify(scene.reader, 60 * second);
    await slow;

    expect(await scene.inbox()).toHaveLength(1);
    expect(await outcomesOf(scene.reader.personId)).toEqual(["sent"]);
  });
});
