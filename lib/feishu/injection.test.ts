import { randomUUID } from "node:crypto";
import { assert, asyncProperty, constantFrom, integer } from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { demoApps } from "@/e2e/feishu/demo-seed";
import { buildCard, linkButton, textBlock } from "@/lib/feishu/card";
import { clipText, clipUnits, safeMessageText } from "@/lib/feishu/card-text";
import { type FeishuClient, feishuClient } from "@/lib/feishu/client";
import { startTestFeishu } from "@/lib/testing/channel-world";
import { besidesWords, hostileText } from "@/lib/testing/hostile-text";

const { a1 } = demoApps;
const person = "wangxiaoyu";
const link = `https://ailink.example.test/feishu/${a1.appId}/workbench?group=g`;

let feishu: Awaited<ReturnType<typeof startTestFeishu>>;
let client: FeishuClient;
let openId: string;

beforeAll(async () => {
  feishu = await startTestFeishu();
  client = feishuClient(a1);
  openId = await feishu.control.openId(a1.appId, person);
  await feishu.control.moveClock({ frozen: true });
});
afterAll(() => feishu.close());

const cardOf = (words: string, limit: number) =>
  buildCard({
    title: { zh: words, en: words },
    summary: { zh: words, en: words },
    elements: [
      textBlock(words, { limit }),
      textBlock({ zh: words, en: words }, { limit, color: "grey" }),
      linkButton({ zh: words, en: words }, link),
    ],
  });

/** Each way in which the words of a person reach Feishu. */
const ways = {
  raw: async (words: string, limit: number) => {
    await client.sendCard({ openId, uuid: randomUUID(), card: cardOf(words, limit) });
  },
  entity: async (words: string, limit: number) => {
    const cardId = await client.createCard(cardOf(words, limit));
    await client.sendCard({ openId, uuid: randomUUID(), cardId });
  },
  updated: async (words: string, limit: number) => {
    const cardId = await client.createCard(cardOf("before", limit));
    await client.sendCard({ openId, uuid: randomUUID(), cardId });
    await client.updateCard({ cardId, card: cardOf(words, limit), sequence: 1, uuid: randomUUID() });
  },
  replaced: async (words: string, limit: number) => {
    const { messageId } = await client.sendCard({
      openId,
      uuid: randomUUID(),
      card: cardOf("before", limit),
    });
    await client.patchMessage({ messageId, card: cardOf(words, limit) });
  },
};

it("shows words that imitate markup as words, in every card", { timeout: 60_000 }, async () => {
  const way = constantFrom("raw", "entity", "updated", "replaced");
  const property = asyncProperty(
    hostileText(openId),
    integer({ min: 1, max: 300 }),
    way,
    async (text, limit, by) => {
      const words = `x${text}`;
      // Beyond the pace at which one person may be written to.
      await feishu.control.advance(1_000);
      await ways[by](words, limit);

      expect(await besidesWords(feishu.control, person, a1.appId)).toEqual({
        mentions: [],
        links: [link],
        anchors: [link],
        markup: [],
      });
      const shown = (await feishu.control.inbox(person)).at(-1);
      const clipped = clipText(words, limit);
      expect(shown?.text.en).toBe([clipped, clipped, clipUnits(words, 100)].join("\n"));
      expect(shown?.title.zh).toBe(clipText(words, 200));
    },
  );
  await assert(property, { numRuns: 40, endOnFailure: true });
});

it("shows them as words in a text message", { timeout: 60_000 }, async () => {
  const property = asyncProperty(hostileText(openId), async (text) => {
    const words = safeMessageText(`x${text}`);
    await feishu.control.advance(1_000);
    await client.sendText({ openId, uuid: randomUUID(), text: words });

    const { mentions, links, markup } = await besidesWords(feishu.control, person, a1.appId);
    // A bare address is a link in every message; what it leads to is what it says.
    const hidden = links.filter((one) => !words.includes(one));
    expect({ mentions, hidden, markup }).toEqual({ mentions: [], hidden: [], markup: [] });
    expect((await feishu.control.inbox(person)).at(-1)?.text.zh).toBe(words);
  });
  await assert(property, { numRuns: 40, endOnFailure: true });
});
