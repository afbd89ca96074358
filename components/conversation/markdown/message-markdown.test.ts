import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { IntlProvider } from "use-intl";
import { describe, expect, it } from "vitest";
import { MessageMarkdown } from "@/components/conversation/markdown/message-markdown";
import { isTooCostly } from "@/components/conversation/markdown/too-costly";
import { PeopleContext } from "@/components/conversation/people-context";
import type { MemberView } from "@/lib/groups/contract";
import { messagesOf } from "@/lib/i18n/translator";

const ME = "0198aaaa-0000-7000-8000-000000000001";
const LEFT = "0198aaaa-0000-7000-8000-000000000002";

const aMember = (personId: string, name: string, present = true): [string, MemberView] => [
  personId,
  { personId, name, avatarUrl: null, side: "customer", role: "member", present },
];
const members = new Map([aMember(ME, "Ann Lee"), aMember(LEFT, "陈晓", false)]);

function html(body: string): string {
  const message = createElement(
    PeopleContext,
    { value: { groupId: "", me: ME, members } },
    createElement(MessageMarkdown, { body }),
  );
  return renderToStaticMarkup(
    createElement(IntlProvider, {
      locale: "en",
      messages: messagesOf("en"),
      timeZone: "UTC",
      // oxlint-disable-next-line react/no-children-prop -- a test in plain TypeScript
      children: message,
    }),
  );
}

const text = (body: string) => html(body).replace(/<[^>]+>/g, "");

describe("a message's text", () => {
  it("shows names for mentions, mine emphasised, who left struck through, strangers without a name", () => {
    expect(html(`<@${ME}> hi`)).toMatch(/bg-accent-solid[^>]*>@Ann Lee</);
    expect(html(`hi <@${LEFT}>`)).toMatch(/line-through[^>]*>@陈晓</);
    expect(text(`<@0198aaaa-0000-7000-8000-00000000000f>`)).toBe("@someone");
    expect(text("<@all> 你好")).toBe("@everyone 你好");
  });

  it("shows names for mentions inside emphasis, tables, headings and code", () => {
    for (const body of [
      `**<@${ME}>**`,
      `|a|\n|-|\n|<@${ME}>|`,
      `# <@${ME}>`,
      `\`<@${ME}>\``,
      `<b><@${ME}></b>`,
    ]) {
      expect(text(body)).toContain("@Ann Lee");
    }
  });

  it("keeps line breaks", () => expect(html("one\ntwo")).toContain("one<br/>\ntwo"));

  it("shows HTML as the text it is", () => {
    expect(html('<script>alert(1)</script>\n\n<img src=x onerror="y()"> and <b>bold</b>')).not.toMatch(
      /<(script|img|b)\b/,
    );
    expect(html("a <b>c</b>")).toContain("&lt;b&gt;c&lt;/b&gt;");
  });

  it("loads nothing from outside: a picture is a link", () => {
    const out = html(
      "![logo](https://example.com/x.png) [![in](https://example.com/y.png)](https://example.com)",
    );
    expect(out).not.toContain("<img");
    expect(out).toContain('href="https://example.com/x.png"');
  });

  it.each([
    "javascript:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "/console",
    "//evil.example",
    "file:///etc",
  ])("makes no link to %s", (url) => expect(html(`[go](${url})`)).not.toContain("href"));

  it.each(["https://example.com/a", "http://example.com", "mailto:a@example.com"])(
    "links to %s, and away safely",
    (url) => {
      expect(html(`[go](${url})`)).toContain(`href="${url}"`);
      expect(html(`[go](${url})`)).toContain('rel="noopener noreferrer nofollow ugc"');
    },
  );

  it("ends an address where Chinese text goes on", () => {
    expect(html("见https://example.com/a，谢谢")).toContain('href="https://example.com/a"');
    expect(text("见https://example.com/a，谢谢")).toBe("见https://example.com/a，谢谢");
  });

  it("drops characters that reverse what follows", () => {
    expect(text("invoice\u202Efdp.exe `a\u202Eb`")).toBe("invoicefdp.exe ab");
  });

  it("has no headings and no ids of its own", () => {
    expect(html("# big\n\ntext[^1]\n\n[^1]: note")).not.toMatch(/<h\d|<section|id=/);
  });

  const costly: [what: string, body: string][] = [
    ["quotes", ">".repeat(10_000)],
    ["numbers", "1. ".repeat(3_333)],
    ["emphasis", "*a_ ".repeat(2_500)],
    ["footnotes", "[^a]:".repeat(2_000)],
    ["opening brackets", "[".repeat(10_000)],
    ["closing brackets", "]".repeat(10_000)],
    ["underscores and brackets", "_]".repeat(5_000)],
    ["letters and brackets", "a]".repeat(5_000)],
    ["nested brackets", "[".repeat(5_000) + "]".repeat(5_000)],
    ["all of these", "_a*]_ ".repeat(999)],
    ["tildes", "~".repeat(10_000)],
    ["backticks", "`a ".repeat(3_333)],
  ];

  it.each(costly)("shows thousands of %s as they were written", (_what, body) => {
    expect(isTooCostly(body)).toBe(true);
    expect(text(body).replaceAll("&gt;", ">")).toBe(body);
  });

  it("still formats a long message full of code, lists, links and tasks", () => {
    const part =
      "- [x] **done** with `run_all_checks`, see [the_log](https://example.com/a_b)\n\n```py\nrow[0][index] = items[row_id]\n```\n\n";
    const body = part.repeat(Math.floor(10_000 / part.length));
    expect(isTooCostly(body)).toBe(false);
    expect(html(body)).toMatch(/<strong>done<\/strong>.*<code/);
  });

  it.each(costly)("shows ten thousand characters of %s without hanging", (_what, body) => {
    const start = performance.now();
    expect(text(body).length).toBeGreaterThan(0);
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
