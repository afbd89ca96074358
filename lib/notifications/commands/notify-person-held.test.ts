import { describe, expect, it, vi } from "vitest";
import { rotateSecret } from "@/lib/channels/commands/rotate-secret";
import { durations } from "@/lib/config/durations";
import { prisma } from "@/lib/db/prisma";
import { at, cardScene, minute, notify, second } from "@/lib/testing/card-scene";
import { anEmployee, deliveriesOf, outcomesOf } from "@/lib/testing/notification-world";

const scene = cardScene();
const system = { kind: "system", name: "test" } as const;

/** The secret is reset in Feishu's console, which tells us nothing. */
const resetSecret = (appSecret: string) => scene.control.changeApp(scene.channel.appId, { appSecret });
const rowOf = () => prisma().channel.findUniqueOrThrow({ where: { id: scene.channel.id } });

describe("while a channel waits for its new secret", () => {
  it("cards are held, also the one that found out, and go on with the new one", async () => {
    const colleague = await anEmployee(scene.channel, [scene.group]);
    await resetSecret("the-new-secret");
    await scene.mention(0);
    await notify(scene.reader, 10 * second);
    await scene.mention(20 * second, colleague);
    await notify(colleague, 30 * second);

    expect((await rowOf()).brokenReason).toBe("channel_broken:10014:app_secret");
    expect(await outcomesOf(scene.reader.personId)).toEqual([null]);
    expect(await outcomesOf(colleague.personId)).toEqual([null]);

    const input = { channelId: scene.channel.id, appSecret: "the-new-secret" };
    await rotateSecret(system, input, { now: at(minute) });
    expect((await rowOf()).brokenReason).toBeNull();
    for (const who of [scene.reader, colleague]) await notify(who, minute + second);

    expect(await outcomesOf(scene.reader.personId)).toEqual(["sent"]);
    expect(await outcomesOf(colleague.personId)).toEqual(["sent"]);
    expect(await scene.inbox()).toHaveLength(1);
    expect(await deliveriesOf(scene.reader.personId)).toMatchObject([
      { status: "failed", failureClass: "channel_broken", failureCode: 10_014 },
      { status: "sent" },
    ]);
  });

  it("nobody is held for longer than four hours, and every mention has its outcome then", async () => {
    await resetSecret("the-new-secret");
    await scene.mention(0);
    await scene.mention(minute);
    await notify(scene.reader, 2 * minute);
    expect((await scene.dueAt())?.getTime()).toBeLessThanOrEqual(at(13 * minute).getTime());

    await notify(scene.reader, durations.cardHeld);
    expect(await outcomesOf(scene.reader.personId)).toEqual(["unreachable:channel_broken", null]);
    await notify(scene.reader, durations.cardHeld + minute);

    expect(await outcomesOf(scene.reader.personId)).toEqual([
      "unreachable:channel_broken",
      "unreachable:channel_broken",
    ]);
    expect(await scene.inbox()).toEqual([]);
  });

  it("a card that fails under the old secret does not mark what the new one has healed", async () => {
    await resetSecret("the-new-secret");
    await scene.mention(0);
    await scene.control.addFault({
      route: "auth.tenant_access_token",
      kind: "latency",
      delayMs: 1_500,
      appId: scene.channel.appId,
    });
    await scene.control.clearJournal();
    const sending = notify(scene.reader, 10 * second);
    // Claimed with the secret of before; what follows comes while Feishu is asked.
    await vi.waitFor(async () => expect(await deliveriesOf(scene.reader.personId)).toHaveLength(1), {
      timeout: 5_000,
      interval: 20,
    });
    const input = { channelId: scene.channel.id, appSecret: "the-new-secret" };
    await rotateSecret(system, input, { now: at(minute) });
    await sending;
    await notify(scene.reader, minute + second);

    expect((await rowOf()).brokenReason).toBeNull();
    expect(await outcomesOf(scene.reader.personId)).toEqual(["sent"]);
    expect(await scene.inbox()).toHaveLength(1);
  });
});
