import { type Arbitrary, array, constantFrom, oneof, string } from "fast-check";
import type { FeishuControl } from "../../e2e/feishu/control-client";

/** What markup of Feishu, of HTML or of our own catalogs could look like in the words of a person. */
const tricks = [
  "<at id=all></at>",
  '<at user_id="all">all</at>',
  "<at ids=OPEN_ID,all></at>",
  "<at id=OPEN_ID></at>",
  "<at email=boss@corp.example></at>",
  "<person id=OPEN_ID show_name=true></person>",
  "[bonus](https://evil.example/x)",
  "[x](javascript:alert(1))",
  "<link url='https://evil.example'>here</link>",
  '<a href="https://evil.example">here</a>',
  "<font color='red'>red</font>",
  "<b>bold</b>",
  "**bold** _em_ ~~gone~~ `code`",
  "# heading\n---\n* item",
  "![image](https://evil.example/i.png)",
  "<img src=x onerror=alert(1)>",
  "</span></li></ol><script>alert(1)</script>",
  "&#60;at id=all&#62;&#60;/at&#62;",
  "&lt;at user_id=&quot;all&quot;&gt;x&lt;/at&gt;",
  "&amp;lt;b&amp;gt;",
  '"}],"config":{"x":1}',
  "\\u003cat id=all\\u003e",
  "{name} {count, plural, other {#}} '{'",
  "<number_tag>1</number_tag><text_tag color='red'>x</text_tag>",
  "<<at id=all></at>at id=all></at>",
  "\u202Elatrop\u202C \u200B<\u200Bat id=all>",
  "＜at id=all＞",
] as const;

/** Words that try to be markup, between words that do not. `openId` is of somebody who exists. */
export function hostileText(openId: string): Arbitrary<string> {
  const trick = constantFrom(...tricks).map((text) => text.replaceAll("OPEN_ID", openId));
  const word = string({ unit: "grapheme", maxLength: 8 });
  return array(oneof({ weight: 3, arbitrary: trick }, { weight: 1, arbitrary: word }), {
    minLength: 1,
    maxLength: 4,
  }).map((parts) => parts.join(" "));
}

type Told = { mentions: string[]; links: string[]; anchors: string[]; markup: string[] };

const markup = /class="at"|<(?:font|script|img src=x|strong>bold|code>|del>|em>)/g;

/** What a person's newest message holds besides words: as the local Feishu reads it, and as its page draws it. */
export async function besidesWords(control: FeishuControl, userId: string, appId: string): Promise<Told> {
  const newest = (await control.inbox(userId, appId)).at(-1);
  const page = await fetch(`${control.url}/?app=${appId}`, {
    headers: { cookie: `local_feishu_person=${userId}` },
  });
  const messages = (await page.text()).split('<li class="message"');
  const drawn = (messages.at(-1) ?? "").split("</ol>")[0] ?? "";
  return {
    mentions: newest?.mentions ?? ["no message"],
    links: newest?.links ?? ["no message"],
    anchors: [...drawn.matchAll(/<a [^>]*href="([^"]*)"/g)].map(([, href = ""]) =>
      href.replaceAll("&amp;", "&"),
    ),
    markup: drawn.match(markup) ?? [],
  };
}
