import { inspect } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { FeishuControl } from "@/e2e/feishu/control-client";
import { demoApps, demoTenants } from "@/e2e/feishu/demo-seed";
import { type LocalFeishu, startLocalFeishu } from "@/e2e/feishu/server";
import { buildCard, linkButton, textBlock } from "@/lib/feishu/card";
import { feishuClient } from "@/lib/feishu/client";

const { a1, b1, b2 } = demoApps;
const person = "wangxiaoyu";

let feishu: LocalFeishu;
let control: FeishuControl;
let timeoutMs = 3_000;
let counted = 0;

/** Each test its own connection: the timeout is part of what identifies one. */
const clientOf = (app: { appId: string; appSecret: string } = a1) =>
  feishuClient(app, { timeoutMs, onCounted: () => (counted += 1) });

const aCard = (excerpt: string) =>
  buildCard({
    title: { en: "You were mentioned", zh: "有人 @ 你" },
    summary: { en: "Engineer Li mentioned you", zh: "李工 @ 了你" },
    elements: [
      textBlock(excerpt, { lines: 3 }),
      linkButton(
        { en: "Open chat", zh: "打开群聊" },
        `https://ailink.example.test/feishu/${a1.appId}/workbench`,
      ),
    ],
  });

beforeAll(async () => {
  feishu = await startLocalFeishu({ appUrl: "https://ailink.example.test" });
  vi.stubEnv("FEISHU_API_BASE", feishu.url);
  control = new FeishuControl(feishu.url);
});
beforeEach(async () => {
  await control.reset();
  timeoutMs += 1;
  counted = 0;
});
afterAll(() => feishu.close());

describe("sending", () => {
  const uuid = "notification-1";

  it("delivers a raw card once, however often it is sent", async () => {
    const client = clientOf();
    const openId = await control.openId(a1.appId, person);
    const first = await client.sendCard({ openId, uuid, card: aCard("请看日志") });
    const second = await client.sendCard({ openId, uuid, card: aCard("请看日志") });

    expect(second.messageId).toBe(first.messageId);
    expect(first.logId).toMatch(/\S/);
    expect(first.chatId).toMatch(/^oc_/);
    expect(await control.inbox(person)).toHaveLength(1);
    expect(counted).toBe(2);
  });

  it("delivers once although the first answer was lost", async () => {
    const client = clientOf();
    const openId = await control.openId(a1.appId, person);
    await control.addFault({ route: "im.message.create", kind: "reset", when: "after" });
    await expect(client.sendCard({ openId, uuid, card: aCard("x") })).rejects.toMatchObject({
      kind: "connection",
      failure: "retry_soon",
    });
    await client.sendCard({ openId, uuid, card: aCard("x") });
    expect(await control.inbox(person)).toHaveLength(1);
  });

  it("delivers an entity once, and updates what it shows", async () => {
    const client = clientOf();
    const openId = await control.openId(a1.appId, person);
    const cardId = await client.createCard(aCard("before"));
    await client.sendCard({ openId, uuid, cardId });
    await client.sendCard({ openId, uuid, cardId });
    await client.updateCard({ cardId, card: aCard("after"), sequence: 1, uuid: "update-1" });

    const inbox = await control.inbox(person);
    expect(inbox).toHaveLength(1);
    expect(inspect(inbox[0], { depth: null })).toContain("after");
    await expect(
      client.updateCard({ cardId, card: aCard("again"), sequence: 1, uuid: "update-2" }),
    ).rejects.toMatchObject({ code: 300317, failure: "our_bug" });
    await expect(client.sendCard({ openId, uuid: "other", cardId })).rejects.toMatchObject({
      code: 230099,
      subCode: 200780,
      degradeTo: "raw",
    });
  });

  it("tells of an entity that Feishu does not know yet", async () => {
    await control.setQuirks({ cardIdInvalidFirstN: 1 });
    const client = clientOf();
    const openId = await control.openId(a1.appId, person);
    const cardId = await client.createCard(aCard("x"));
    await expect(client.sendCard({ openId, uuid, cardId })).rejects.toMatchObject({
      failure: "degrade",
      subCode: 11310,
      degradeTo: "raw",
    });
    await client.sendCard({ openId, uuid, card: aCard("x") });
    expect(await control.inbox(person)).toHaveLength(1);
  });

  it("replaces a raw card", async () => {
    const client = clientOf();
    const openId = await control.openId(a1.appId, person);
    const { messageId } = await client.sendCard({ openId, uuid, card: aCard("before") });
    await client.patchMessage({ messageId, card: aCard("after") });
    expect(inspect(await control.inbox(person), { depth: null })).toContain("after");
  });

  it("delivers words", async () => {
    const openId = await control.openId(a1.appId, person);
    await clientOf().sendText({ openId, uuid, text: "有人 @ 你" });
    expect(await control.inbox(person)).toHaveLength(1);
  });

  it("refuses the open_id of another app as our bug", async () => {
    const openId = await control.openId(demoApps.a2.appId, person);
    await expect(clientOf().sendText({ openId, uuid, text: "x" })).rejects.toMatchObject({
      code: 99992361,
      failure: "our_bug",
    });
  });

  it.each([
    ["stopped the bot", { stoppedBots: [a1.appId] }, 230053],
    ["blocked the bot", { blockedBots: [a1.appId] }, 230035],
    ["resigned", { status: "resigned" }, 230013],
  ] satisfies [string, Parameters<FeishuControl["changeUser"]>[1], number][])(
    "tells of a person who %s",
    async (_what, settings, code) => {
      const openId = await control.openId(a1.appId, person);
      await control.changeUser(person, settings);
      await expect(clientOf().sendText({ openId, uuid, text: "x" })).rejects.toMatchObject({
        code,
        failure: "user_unreachable",
      });
    },
  );

  it("names the missing scope", async () => {
    const openId = await control.openId(b2.appId, "zhoulan");
    await expect(clientOf(b2).sendText({ openId, uuid, text: "x" })).rejects.toMatchObject({
      code: 99991672,
      failure: "channel_broken",
      missingScopes: expect.arrayContaining(["im:message:send_as_bot"]) as string[],
    });
  });

  it.each([
    [1, 1_000],
    [7, 7_000],
    [900, 120_000],
  ])("waits within a sane range when Feishu asks for %d s", async (asked, retryAfterMs) => {
    await control.addFault({ route: "tenant.query", kind: "rate-limit", resetSeconds: asked });
    await expect(clientOf().tenant()).rejects.toMatchObject({
      code: 99991400,
      httpStatus: 429,
      failure: "retry_soon",
      retryAfterMs,
    });
  });

  it("stops for the month when the quota is used up", async () => {
    await control.addFault({ route: "im.message.create", kind: "quota" });
    const openId = await control.openId(a1.appId, person);
    await expect(clientOf().sendText({ openId, uuid, text: "x" })).rejects.toMatchObject({
      code: 99991403,
      failure: "quota_exhausted",
    });
    expect(counted).toBe(0);
  });

  it("keeps the apps of two organizations apart", async () => {
    const [one, other] = await Promise.all([clientOf(a1).tenant(), clientOf(b1).tenant()]);
    expect([one.name, other.name]).toEqual([demoTenants.a.name, demoTenants.b.name]);
  });
});
