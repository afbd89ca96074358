import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { markdownHtml } from "./client-page/markdown-html";
import { aCard, APP_URL, type Bench, request, startBench } from "./contract-bench";
import { demoApps } from "./demo-seed";

let bench: Bench;
let openId: string;
const { appId } = demoApps.a1;
const HOME = `${APP_URL}/feishu/${appId}/workbench`;

beforeAll(async () => {
  bench = await startBench();
  openId = await bench.openId("a1", "wangxiaoyu");
});
beforeEach(() => bench.control.reset());
afterAll(() => bench.feishu.close());

const visit = (path: string, userId?: string, language = "en") =>
  request(`${bench.feishu.url}${path}`, {
    headers: {
      "accept-language": language,
      ...(userId === undefined ? {} : { cookie: `local_feishu_person=${userId}` }),
    },
  });

const form = (path: string, fields: Record<string, string>) =>
  request(`${bench.feishu.url}${path}`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(fields).toString(),
  });

describe("the client", () => {
  it("asks whose Feishu it is, and goes on only within itself", async () => {
    const asked = await visit("/");
    expect(asked.text).toContain("Choose a Feishu user");
    for (const name of [
      "Xiaoyu Wang",
      "Ming Chen",
      "Yang Liu",
      "Jing Zhao",
      "Emma Lin",
      "Lan Zhou",
      "Hao Sun",
      "David Wu",
    ]) {
      expect(asked.text).toContain(name);
    }
    const chosen = await form("/client/person", { userId: "emmalin", next: "/?view=workplace" });
    expect([chosen.status, chosen.headers.get("location")]).toEqual([303, "/?view=workplace"]);
    expect(chosen.headers.getSetCookie()).toEqual([
      "local_feishu_person=emmalin; Path=/; HttpOnly; SameSite=Lax",
    ]);
    for (const next of ["//evil.example", "https://evil.example", "/\\evil.example"]) {
      expect((await form("/client/person", { userId: "emmalin", next })).headers.get("location")).toBe("/");
    }
  });

  it("draws a card with a real link, in the language of the client", async () => {
    const card = {
      ...aCard([
        { tag: "markdown", content: `**看** <at id=${openId}></at>` },
        {
          tag: "button",
          text: { tag: "plain_text", content: "打开", i18n_content: { en_us: "Open chat" } },
          behaviors: [{ type: "open_url", default_url: `${HOME}?a=1&b=2` }],
        },
      ]),
      header: {
        template: "orange",
        title: {
          tag: "plain_text",
          content: "<b>有人 @ 你</b>",
          i18n_content: { en_us: "You were mentioned" },
        },
      },
    };
    await bench.send("a1", openId, card);
    const english = (await visit(`/?app=${appId}`, "wangxiaoyu")).text;
    const chinese = (await visit(`/?app=${appId}`, "wangxiaoyu", "zh-CN")).text;
    expect(english).toContain('<header class="card-header t-orange"><h3>You were mentioned</h3>');
    expect(english).toContain(`href="${HOME}?a=1&amp;b=2" target="_blank">Open chat</a>`);
    expect(english).toContain('<strong>看</strong> <span class="at">@Xiaoyu Wang</span>');
    expect(chinese).toContain("<h3>&lt;b&gt;有人 @ 你&lt;/b&gt;</h3>");
    expect((await visit(`/?app=${appId}`, "chenming")).text).not.toContain("You were mentioned");
  });

  it("tells an open page that something arrived", async () => {
    const response = await fetch(`${bench.feishu.url}/client/events`, {
      headers: { cookie: "local_feishu_person=wangxiaoyu" },
    });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).toBe(": open\n\n");
    await bench.send("a1", openId, aCard());
    expect((await reader?.read())?.value).toBe("data: inbox\n\n");
    await reader?.cancel();
  });

  it("counts what is unread in a chat until it is opened, and marks where the new begins", async () => {
    const unread = (text: string) =>
      [...text.matchAll(/aria-label="(\d+) unread"/g)].map((match) => match[1]);
    await bench.send("a1", openId, { text: "one" }, { msg_type: "text" });
    await bench.send("a1", openId, { text: "two" }, { msg_type: "text" });
    // In the bar, then beside the chat.
    expect(unread((await visit("/", "wangxiaoyu")).text)).toEqual(["2", "2"]);
    expect(unread((await visit("/?view=workplace", "wangxiaoyu")).text)).toEqual(["2"]);
    const opened = (await visit(`/?app=${appId}`, "wangxiaoyu")).text;
    expect([unread(opened), opened.includes("New messages")]).toEqual([[], false]);
    expect(unread((await visit("/", "wangxiaoyu")).text)).toEqual([]);

    await bench.send("a1", openId, { text: "three" }, { msg_type: "text" });
    expect(unread((await visit("/", "wangxiaoyu")).text)).toEqual(["1", "1"]);
    expect((await visit(`/?app=${appId}`, "wangxiaoyu")).text).toMatch(/two[^]*New messages[^]*three/);
    expect((await visit(`/?app=${appId}`, "wangxiaoyu")).text).not.toContain("New messages");
  });

  it("shows the newest form of a card, that it was updated, and what was recalled", async () => {
    const first = await bench.send("a1", openId, aCard([{ tag: "markdown", content: "first form" }]));
    const id = String(first.body.data?.["message_id"]);
    const path = `/open-apis/im/v1/messages/${id}`;
    const content = JSON.stringify(aCard([{ tag: "markdown", content: "second form" }]));
    await bench.call("a1", "PATCH", path, { content });
    const updated = (await visit(`/?app=${appId}`, "wangxiaoyu")).text;
    expect([
      updated.includes("second form"),
      updated.includes("first form"),
      updated.includes("· updated"),
    ]).toEqual([true, false, true]);
    await bench.call("a1", "DELETE", path);
    const recalled = (await visit(`/?app=${appId}`, "wangxiaoyu", "zh-CN")).text;
    expect([recalled.includes("此消息已撤回"), recalled.includes("second form")]).toEqual([true, false]);
  });

  it("has the chat with the newest message on top", async () => {
    const order = async () =>
      [...(await visit("/", "wangxiaoyu")).text.matchAll(/href="\/\?app=(\w+)"/g)].map((match) => match[1]);
    await bench.send("a1", openId, { text: "x" }, { msg_type: "text" });
    await bench.control.advance(1_000);
    await bench.send("a2", await bench.openId("a2", "wangxiaoyu"), { text: "y" }, { msg_type: "text" });
    expect(await order()).toEqual([demoApps.a2.appId, appId]);
  });

  it("lists only apps the person may open", async () => {
    await bench.control.changeApp(demoApps.a2.appId, { availability: { kind: "users", userIds: [] } });
    const { text } = await visit("/?view=workplace", "wangxiaoyu");
    expect(text).toContain(`/client/web_app/open?appId=${appId}`);
    expect(text).not.toContain(demoApps.a2.appId);
  });
});

it.each([
  ["**b** `c` ~~d~~", '<span class="line"><strong>b</strong> <code>c</code> <del>d</del></span>'],
  ["<script>alert(1)</script>", '<span class="line">&lt;script&gt;alert(1)&lt;/script&gt;</span>'],
  ["&#60;at id=x&#62;&#60;/at&#62;", '<span class="line">&#60;at id=x&#62;&#60;/at&#62;</span>'],
  [
    '[x](https://a.example/"onclick=")',
    '<span class="line"><a href="https://a.example/&quot;onclick=&quot;" target="_blank" rel="noreferrer">x</a></span>',
  ],
  [
    "- a\n1. b\n> c",
    '<span class="item">• a</span><span class="item">1. b</span><span class="quote">c</span>',
  ],
  [
    "x\n```sh\n<b> **y**\n```\nz",
    '<span class="line">x</span><pre><code>&lt;b&gt; **y**</code></pre><span class="line">z</span>',
  ],
  ["[x](javascript:alert)", '<span class="line">[x](javascript:alert)</span>'],
])("draws the markdown %s", (markdown, drawn) => {
  expect(markdownHtml(markdown, (id) => id)).toBe(drawn);
});

describe("an AppLink", () => {
  const link = (query: Record<string, string>) =>
    `/client/web_app/open?${new URLSearchParams({ appId, ...query }).toString()}`;

  it.each([
    ["to the home page", {}, HOME],
    [
      "to an address on the same domain",
      { lk_target_url: `${HOME}?group=g_1&message=m_2` },
      `${HOME}?group=g_1&message=m_2`,
    ],
    [
      "to another path, with the parameters of the page",
      { path: "/feishu/x", token: "t1" },
      `${APP_URL}/feishu/x?token=t1`,
    ],
  ])("leads %s", async (_what, query, target) => {
    const answer = await visit(link(query), "wangxiaoyu");
    expect([answer.status, answer.headers.get("location")]).toEqual([302, target]);
    expect(await bench.control.click("wangxiaoyu", `${bench.feishu.url}${link(query)}`)).toEqual({ target });
  });

  it.each([
    ["leaves the domain of the home page", { lk_target_url: "https://evil.example/" }],
    ["leaves its scheme", { lk_target_url: HOME.replace("https", "http") }],
    ["has a fragment in its path", { path: "/x#y" }],
    ["names no app", { appId: "cli_0000000000000000" }],
  ])("is refused readably when it %s", async (_what, query) => {
    const answer = await visit(link(query), "wangxiaoyu");
    expect([answer.status, answer.text.includes("The app cannot be opened")]).toEqual([403, true]);
  });

  it("is refused outside the availability range, and asks whom it opens for", async () => {
    await bench.control.changeApp(appId, { blackList: ["wangxiaoyu"] });
    expect((await visit(link({}), "wangxiaoyu")).status).toBe(403);
    expect((await visit(link({}))).text).toContain("Choose a Feishu user");
  });
});
