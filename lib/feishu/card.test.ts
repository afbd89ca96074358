import { describe, expect, it, vi } from "vitest";
import { webAppLink } from "@/lib/feishu/app-link";
import { buildCard, cardByteLimit, fitsCard, linkButton, plainText, textBlock } from "@/lib/feishu/card";
import { clipText, clipUnits, safeMessageText } from "@/lib/feishu/card-text";

const words = { en: "Open chat", zh: "打开群聊" };

describe("card texts", () => {
  it("keeps what people wrote plain, whatever tags it imitates", () => {
    const text = plainText("<at id=all></at> **bold** [link](https://evil.test)");
    expect(text).toEqual({
      tag: "plain_text",
      content: "<at id=all></at> **bold** [link](https://evil.test)",
    });
  });

  it("fills both languages and the content that others fall back to", () => {
    expect(plainText(words)).toEqual({
      tag: "plain_text",
      content: "打开群聊",
      i18n_content: { zh_cn: "打开群聊", en_us: "Open chat" },
    });
  });

  it.each([
    ["short", 10, "short"],
    ["exactly ten", 11, "exactly ten"],
    ["one too many", 11, "one too ma…"],
    ["家家家家家", 3, "家家…"],
    ["👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 3, "👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦"],
    ["👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 2, "👨‍👩‍👧‍👦…"],
    ["two\r\nlines", 20, "two\nlines"],
    ["a\u0000b\u202Ec", 20, "a b c"],
    ["half \uD83D pair", 20, "half \uFFFD pair"],
  ])("clips %j to %i characters", (text, limit, clipped) => {
    expect(clipText(text, limit)).toBe(clipped);
  });

  it.each([
    ["short", 10, "short"],
    ["one too many", 11, "one too ma…"],
    ["e\u0301".repeat(6), 12, "e\u0301".repeat(6)],
    ["e\u0301".repeat(7), 12, `${"e\u0301".repeat(5)}…`],
    ["👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 12, "👨‍👩‍👧‍👦…"],
    ["👨‍👩‍👧‍👦", 5, "…"],
  ])("clips %j to %i units between characters", (text, limit, clipped) => {
    expect(clipUnits(text, limit)).toBe(clipped);
  });

  it("leaves no tag or link in the words of a text message", () => {
    expect(safeMessageText('<at user_id="ou_1">x</at> [a](b) &lt;at&gt;')).not.toMatch(/[&<>[\]]/);
  });
});

describe("card size", () => {
  const cardOf = (characters: number) =>
    buildCard({
      title: words,
      summary: words,
      elements: [
        ...Array.from({ length: characters / 100 }, () => textBlock("字".repeat(100))),
        linkButton(words, "https://example.test"),
      ],
    });

  it("measures bytes, not characters", () => {
    expect(fitsCard(cardOf(5_000))).toBe(true);
    expect(fitsCard(cardOf(10_000))).toBe(false);
    expect(cardByteLimit).toBeLessThan(30_000);
  });
});

describe("webAppLink", () => {
  it("opens a page of the workbench inside the web app", () => {
    vi.stubEnv("FEISHU_APPLINK_BASE", "https://applink.feishu.cn");
    const targetUrl =
      "https://ailink.example.test/feishu/cli_a1b2c3d4e5f60718/workbench?group=g_81f2&message=m_33";
    expect(webAppLink({ appId: "cli_a1b2c3d4e5f60718", targetUrl })).toBe(
      "https://applink.feishu.cn/client/web_app/open?appId=cli_a1b2c3d4e5f60718&mode=appCenter" +
        "&lk_target_url=https%3A%2F%2Failink.example.test%2Ffeishu%2Fcli_a1b2c3d4e5f60718%2Fworkbench%3Fgroup%3Dg_81f2%26message%3Dm_33",
    );
  });
});
