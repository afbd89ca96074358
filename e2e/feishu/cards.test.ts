import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { aCard, type Bench, startBench } from "./contract-bench";

let bench: Bench;
let openId: string;
let foreign: string;

beforeAll(async () => {
  bench = await startBench();
  openId = await bench.openId("a1", "wangxiaoyu");
  foreign = await bench.openId("a2", "wangxiaoyu");
});
beforeEach(() => bench.control.reset());
afterAll(() => bench.feishu.close());

const button = (extra: Record<string, unknown> = {}) => ({
  tag: "button",
  text: { tag: "plain_text", content: "打开群聊", i18n_content: { zh_cn: "打开群聊", en_us: "Open chat" } },
  behaviors: [{ type: "open_url", default_url: "https://ailink.example.test/x" }],
  ...extra,
});
const lines = (count: number) => Array.from({ length: count }, () => ({ tag: "hr" }));
const table = { tag: "table", columns: [{ name: "a" }], rows: [] };
const nested = (depth: number): unknown =>
  depth === 0
    ? { tag: "hr" }
    : { tag: "column_set", columns: [{ tag: "column", elements: [nested(depth - 1)] }] };
const markdown = (content: string, extra: Record<string, unknown> = {}) => ({
  tag: "markdown",
  content,
  ...extra,
});
const clickTo = (behavior: Record<string, unknown>) =>
  button({ behaviors: [{ type: "open_url", ...behavior }] });

describe("a card that is refused", () => {
  it.each<[string, unknown, number]>([
    ["an unknown tag", aCard([{ tag: "marquee" }]), 200621],
    ["an unknown property of an element", aCard([markdown("x", { href: {} })]), 200621],
    ["an unknown property of the card", { ...aCard(), elements: [] }, 200621],
    ["wide_screen_mode", { ...aCard(), config: { wide_screen_mode: true } }, 200621],
    ["a fallback", { ...aCard(), fallback: {} }, 200621],
    [
      "ud_icon in the header",
      { ...aCard(), header: { title: { tag: "plain_text", content: "x" }, ud_icon: {} } },
      200621,
    ],
    ["a note", aCard([{ tag: "note", elements: [] }]), 200861],
    ["an action block", aCard([{ tag: "action", actions: [] }]), 200861],
    ["201 elements", aCard(lines(201)), 11310],
    ["six tables", aCard(Array.from({ length: 6 }, () => table)), 11310],
    ["containers six levels deep", aCard([nested(6)]), 200621],
    ["update_multi false", { ...aCard(), config: { update_multi: false } }, 200621],
    ["an element_id that starts with a digit", aCard([markdown("x", { element_id: "1a" })]), 200621],
    ["an element_id of 21 characters", aCard([markdown("x", { element_id: "a".repeat(21) })]), 200621],
    [
      "an element_id twice",
      aCard([markdown("x", { element_id: "a" }), markdown("y", { element_id: "a" })]),
      200621,
    ],
    ["a link without default_url", aCard([clickTo({ pc_url: "https://a.example" })]), 200621],
    ["a link that is not http", aCard([clickTo({ default_url: "javascript:alert(1)" })]), 200621],
    ["a markdown link that is not http", aCard([markdown("[x](lark://y)")]), 200621],
    [
      "a button text of 101 characters",
      aCard([button({ text: { tag: "plain_text", content: "x".repeat(101) } })]),
      200621,
    ],
    [
      "an unknown colour of the header",
      { ...aCard(), header: { title: { tag: "plain_text", content: "x" }, template: "pink" } },
      200621,
    ],
    [
      "four tags in the header",
      {
        ...aCard(),
        header: {
          title: { tag: "plain_text", content: "x" },
          text_tag_list: Array.from({ length: 4 }, () => ({
            tag: "text_tag",
            text: { tag: "plain_text", content: "x" },
          })),
        },
      },
      200621,
    ],
    ["a margin of 100px", aCard([markdown("x", { margin: "100px" })]), 200621],
    ["a mention of nobody", aCard([markdown("<at id=ou_nobody></at>")]), 100290],
    ["a mention of everybody", aCard([markdown("<at id=all></at>")]), 100290],
    ["a picture of nobody", aCard([markdown("<person id=ou_nobody show_name=true></person>")]), 100290],
  ])("has %s", async (_what, card, code) => {
    const answer = await bench.send("a1", openId, card);
    expect(answer).toMatchObject({ status: 400, body: { code: 230099 } });
    expect(answer.body.msg).toMatch(
      new RegExp(`^Failed to create card content, ext=ErrCode: ${code}; ErrMsg: .+; ErrorValue: .*; $`),
    );
    expect(await bench.control.inbox("wangxiaoyu")).toEqual([]);
  });

  it("names an open_id of another app", async () => {
    const answer = await bench.send("a1", openId, aCard([markdown(`<at ids=${openId},${foreign}></at>`)]));
    expect(answer.body.msg).toContain("ErrCode: 100290");
  });

  it("is larger than 30 KB in UTF-8, unless the quirk raises the limit", async () => {
    const large = aCard([markdown("字".repeat(10_300))]);
    expect((await bench.send("a1", openId, large)).body.code).toBe(230025);
    await bench.control.setQuirks({ cardSizeLimit: 131 * 1024 });
    expect((await bench.send("a1", openId, large)).body.code).toBe(0);
  });
});

describe("a card that is taken", () => {
  it.each<[string, unknown]>([
    ["blank", {}],
    ["of 200 elements", aCard(lines(200))],
    ["with five tables", aCard(Array.from({ length: 5 }, () => table))],
    ["of five levels", aCard([nested(5)])],
    [
      "of schema 1.0 with what it ignores",
      { config: { wide_screen_mode: true }, elements: [{ tag: "note", elements: [] }] },
    ],
    [
      "with one platform switched off",
      aCard([clickTo({ default_url: "https://a.example", pc_url: "lark://msgcard/unsupported_action" })]),
    ],
  ])("is %s", async (_what, card) => {
    expect((await bench.send("a1", openId, card)).body).toMatchObject({ code: 0 });
  });

  it("counts the texts of the header only with the quirk", async () => {
    const card = { ...aCard(lines(200)), header: { title: { tag: "plain_text", content: "x" } } };
    expect((await bench.send("a1", openId, card)).body.code).toBe(0);
    await bench.control.setQuirks({ cardHeaderCountsAsElements: true });
    expect((await bench.send("a1", openId, card)).body.code).toBe(230099);
  });

  it("shows title, summary, text and links in both languages", async () => {
    const card = {
      schema: "2.0",
      config: {
        update_multi: true,
        enable_forward: false,
        summary: { content: "李工 @ 了你", i18n_content: { en_us: "Li mentioned you" } },
      },
      header: {
        template: "blue",
        title: {
          tag: "plain_text",
          content: "有人 @ 你",
          i18n_content: { zh_cn: "有人 @ 你", en_us: "You were mentioned" },
        },
        text_tag_list: [
          { tag: "text_tag", text: { tag: "plain_text", content: "T-1042" }, color: "neutral" },
        ],
      },
      body: {
        vertical_spacing: "medium",
        elements: [
          {
            tag: "div",
            element_id: "excerpt",
            text: { tag: "plain_text", content: "请看 **日志**", lines: 3 },
          },
          button({ type: "primary_filled", width: "default" }),
        ],
      },
    };
    expect((await bench.send("a1", openId, card)).body.code).toBe(0);
    expect((await bench.control.inbox("wangxiaoyu"))[0]).toMatchObject({
      title: { zh: "有人 @ 你", en: "You were mentioned" },
      summary: { zh: "李工 @ 了你", en: "Li mentioned you" },
      text: { zh: "请看 **日志**\n打开群聊", en: "请看 **日志**\nOpen chat" },
      links: ["https://ailink.example.test/x"],
      mentions: [],
    });
  });

  it("mentions whom its author names, never whom escaped user text names", async () => {
    const escaped = `&#60;at id=${openId}&#62;&#60;/at&#62;`;
    await bench.send(
      "a1",
      openId,
      aCard([
        markdown(escaped),
        { tag: "div", text: { tag: "plain_text", content: `<at id=${foreign}></at>` } },
      ]),
    );
    await bench.send("a1", openId, aCard([markdown(`<at id=${openId}></at> 请看`)]));
    const [quiet, loud] = await bench.control.inbox("wangxiaoyu");
    expect(quiet).toMatchObject({
      mentions: [],
      text: { zh: `<at id=${openId}></at>\n<at id=${foreign}></at>` },
    });
    expect(loud?.mentions).toEqual([openId]);
  });
});
