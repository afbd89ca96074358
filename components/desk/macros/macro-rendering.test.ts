import * as fc from "fast-check";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { IntlProvider } from "use-intl";
import { describe, expect, it } from "vitest";
import { MessageMarkdown } from "@/components/conversation/markdown/message-markdown";
import { PeopleContext } from "@/components/conversation/people-context";
import { fillMacro, firstGap, type MacroValues, macroVariables } from "@/lib/desk/browser/macro-text";
import { messagesOf } from "@/lib/i18n/translator";
import { mentionsIn } from "@/lib/messages/contract";

const person = "0198aaaa-0000-7000-8000-000000000001";

function html(body: string): string {
  const message = createElement(
    PeopleContext,
    { value: { groupId: "", me: person, members: new Map() } },
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

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'" };
/** Without addresses typed out, which become links that lead where they say. */
const withoutAddresses = (markup: string) => markup.replace(/<a href[^>]*>|<\/a>/g, "");
const tagsOf = (markup: string) => withoutAddresses(markup).match(/<[^>]+>/g) ?? [];
const textOf = (markup: string) =>
  markup.replace(/<[^>]+>/g, "").replace(/&(\w+|#x27);/g, (_all, name: string) => entities[name] ?? _all);

/** A macro with every variable at a place where it could do harm. */
const bodies: Record<string, (variable: string) => string> = {
  "at the beginning of a line": (variable) => `${variable}\nand more`,
  "within a line": (variable) => `Dear ${variable}, hello`,
  "in bold": (variable) => `a **(${variable})** b`,
  "in a list": (variable) => `- ${variable}\n- b`,
  "in a heading": (variable) => `# ${variable}`,
  "in a quotation": (variable) => `> ${variable}`,
  "in code": (variable) => `a \`x ${variable} y\` b`,
  "in a block of code": (variable) => `\`\`\`\nx ${variable}\n\`\`\``,
  "in a table": (variable) => `| a | b |\n|-|-|\n| ${variable} | c |`,
  "before brackets": (variable) => `x ${variable}(https://example.com) [y]`,
};

const filled = (body: string, value: string) =>
  fillMacro(body, Object.fromEntries(macroVariables.map((name) => [name, value])) as MacroValues);

const nasty = [
  "<@all>",
  `<@${person}>`,
  "<@",
  "@all>",
  "](javascript:alert(1))",
  "[",
  "]",
  "(",
  ")",
  "!",
  "![x](//y)",
  "`",
  "```",
  "~~~",
  "*",
  "**",
  "_",
  "__",
  "~~",
  "#",
  "##",
  ">",
  "- ",
  "+",
  "1. ",
  "2)",
  "|",
  "\\",
  "&lt;",
  "&#60;",
  "&",
  "<b>",
  "</p>",
  "<script>",
  "<!--",
  "{{",
  "}}",
  "{{customer}}",
  "\n",
  "\n\n",
  "\t",
  "    ",
  "---",
  "===",
  ":",
  "[^1]",
  "[x] ",
  "javascript:x",
  "\u202E",
  "\u200B",
  "\u2028",
  "\0",
  "甲",
  "a",
  " ",
  "1",
];
const value = fc
  .oneof(
    fc.array(fc.constantFrom(...nasty), { minLength: 1, maxLength: 8 }).map((parts) => parts.join("")),
    fc.string({ unit: "binary", maxLength: 40 }),
    fc.string({ maxLength: 40 }),
  )
  .filter((text) => /[\p{L}\p{N}\p{P}\p{S}]/u.test(text));

describe("whatever a variable's value is", () => {
  it.each(Object.keys(bodies))(
    "%s it is text and nothing else",
    (place) => {
      const body = bodies[place]?.("{{customer}}") ?? "";
      const asPlain = html(filled(body, "x"));
      fc.assert(
        fc.property(value, (given) => {
          const text = filled(body, given);
          expect(mentionsIn(text)).toEqual({ personIds: [], everyone: false });
          expect(firstGap(text)).toBeNull();
          const markup = html(text);
          expect(markup).not.toMatch(/href="(?!https?:|mailto:)/);
          expect(tagsOf(markup)).toEqual(tagsOf(asPlain));
          // Every character of what stands in the draft is read: no mark was taken away.
          const inDraft = filled("y{{customer}}y", given).slice(1, -1);
          expect(textOf(markup).replace(/\s/g, "")).toContain(inDraft.replace(/\s/g, ""));
        }),
        { numRuns: 150 },
      );
    },
    60_000,
  );
});
