import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fitsCard } from "@/lib/feishu/card";
import { feishuClient } from "@/lib/feishu/client";
import type { MentionFacts } from "@/lib/notifications/internal/mention-facts";
import { mentionCard } from "@/lib/notifications/internal/mention-card";
import { sendCard } from "@/lib/notifications/internal/send-card";
import { type ScriptedAnswer, startScriptedFeishu } from "@/lib/testing/scripted-feishu";

let feishu: Awaited<ReturnType<typeof startScriptedFeishu>>;
beforeAll(async () => {
  feishu = await startScriptedFeishu();
});
afterAll(() => feishu.close());

const appId = "cli_a1b2c3d4e5f60718";
const body = "Secret words. ".repeat(700);
const facts: MentionFacts = {
  reader: { name: "Reader", locale: "en", timeZone: null, hidesContent: false },
  lead: {
    messageId: "0199f5d2-0000-7000-8000-000000000001",
    version: 1,
    lane: "direct",
    groupId: "0199f5d2-0000-7000-8000-000000000002",
    groupName: "A group with a name",
    organizationName: "Organization",
    senderName: "Sender",
    title: null,
    createdAt: new Date("2026-03-02T02:00:00Z"),
    body: () => body,
  },
  oldestMessageId: "0199f5d2-0000-7000-8000-000000000001",
  total: 41,
  groups: Array.from({ length: 40 }, (_, index) => ({
    id: `0199f5d2-0000-7000-8000-0000000000${String(index + 2).padStart(2, "0")}`,
    name: index === 0 ? "A group with a name" : `群 ${index} ${"字".repeat(200)}`,
    count: index === 0 ? 2 : 1,
    firstMessageId: "0199f5d2-0000-7000-8000-000000000001",
  })),
};

const send = (form: "raw" | "entity") =>
  sendCard(feishuClient({ appId, appSecret: "secret" }), {
    openId: "ou_1",
    uuid: "one-uuid",
    form,
    contents: mentionCard(facts, appId),
  });
const cardRefused = (code: number, message = "refused"): ScriptedAnswer => ({
  code: 230_099,
  msg: `Failed to create card content, ext=ErrCode: ${code}; ErrMsg: ${message}; ErrorValue: ; `,
});
const messages = () => feishu.calls.filter(({ api }) => api === "message").map((call) => call.body);
const contents = () => messages().map(({ content }) => content ?? "");
const entity = '{"type":"card","data":{"card_id":"7371713483664506900"}}';

describe("a refused card goes in a lesser form under the same uuid", () => {
  it.each([
    ["too long", { code: 230_025 }, "shorter"],
    ["words the customer's filter stops", { code: 230_028 }, "neutral"],
    ["sensitive words", { code: 230_022 }, "neutral"],
    ["an unknown part of the card", cardRefused(200_621), "text"],
    ["a mention of nobody", cardRefused(100_290), "text"],
  ] as const)("%s", async (_why, answer, form) => {
    feishu.willAnswer({ message: [answer] });

    await expect(send("raw")).resolves.toMatchObject({ messageId: "om_1", cardId: null });

    const [first, second = "", ...more] = contents();
    expect(more).toEqual([]);
    expect(first).toContain("Secret words.");
    expect(second.includes("Secret words.")).toBe(form === "shorter");
    expect(second.includes("A group with a name")).toBe(form === "shorter");
    expect(messages()[1]?.msg_type).toBe(form === "text" ? "text" : "interactive");
    expect(second).toContain("lk_target_url=");
    expect(new Set(messages().map(({ uuid }) => uuid))).toEqual(new Set(["one-uuid"]));
  });

  it("and at last as text, after which it is refused for good", async () => {
    feishu.willAnswer({
      message: [{ code: 230_025 }, { code: 230_025 }, { code: 230_028 }, { code: 230_028 }],
    });

    await expect(send("raw")).rejects.toMatchObject({ failure: "degrade" });

    expect(messages().map(({ msg_type: type }) => type)).toEqual(["interactive", "interactive", "text"]);
  });
});

describe("an entity", () => {
  it("that is not known yet is sent again a little later, under the same uuid", async () => {
    const unknown = cardRefused(11_310, "cardid is invalid");
    feishu.willAnswer({ message: [unknown, unknown] });

    await expect(send("entity")).resolves.toMatchObject({ cardId: "7371713483664506900" });

    expect(contents()).toEqual([entity, entity, entity]);
    expect(new Set(messages().map(({ uuid }) => uuid)).size).toBe(1);
  });

  it("that stays unknown is written out", async () => {
    const unknown = cardRefused(11_310, "cardid is invalid");
    feishu.willAnswer({ message: [unknown, unknown, unknown, unknown] });

    await expect(send("entity")).resolves.toMatchObject({ cardId: null });

    expect(contents().slice(0, 4)).toEqual([entity, entity, entity, entity]);
    expect(contents()[4]).toContain('"schema":"2.0"');
  });

  it("that was sent before, in an attempt whose answer was lost, is written out at once", async () => {
    feishu.willAnswer({ message: [cardRefused(200_780, "card binding biz count over limit")] });

    await send("entity");

    expect(contents()).toEqual([entity, expect.stringContaining('"schema":"2.0"')]);
  });

  it.each([
    ["CardKit is not permitted", { code: 99_991_672, msg: "Access denied. [cardkit:card:write]" }],
    ["CardKit is down", { code: 2_200, status: 500 }],
    ["CardKit finds it too big", { code: 200_860 }],
  ])("is not needed for a card to arrive: %s", async (_why, answer) => {
    feishu.willAnswer({ entity: [answer] });

    await expect(send("entity")).resolves.toMatchObject({ cardId: null, messageId: "om_1" });
  });

  it("is not made written out when the month's calls are used up", async () => {
    feishu.willAnswer({ entity: [{ code: 99_991_403, status: 429 }] });

    await expect(send("entity")).rejects.toMatchObject({ failure: "quota_exhausted" });

    expect(messages()).toEqual([]);
  });
});

it("keeps the card within Feishu's size, whatever people wrote", () => {
  const { full, shorter, neutral } = mentionCard(facts, appId);

  expect([full, shorter, neutral].every(fitsCard)).toBe(true);
});
