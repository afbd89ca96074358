import { describe, expect, it } from "vitest";
import {
  fillMacro,
  firstGap,
  firstUnknownVariable,
  type MacroValues,
  macroVariables,
  placeOf,
} from "@/lib/desk/browser/macro-text";
import { messagesOf } from "@/lib/i18n/translator";

const nothing = Object.fromEntries(macroVariables.map((name) => [name, null])) as MacroValues;
const fill = (body: string, values: Partial<MacroValues> = {}) => fillMacro(body, { ...nothing, ...values });

describe("a macro's variables", () => {
  it("are filled in, also with spaces in the braces, each as often as it stands there", () => {
    const values = { customer: "ACME", "ticket.number": "1042" };
    expect(fill("Dear {{customer}}, #{{ ticket.number }} of {{customer}}", values)).toBe(
      "Dear ACME, #1042 of ACME",
    );
  });

  it("without a value stay where they are, the first of them found for the writer", () => {
    const text = fill("Hello {{requester}}, {{engineer}} looks at it.", { requester: "Wang" });
    expect(text).toBe("Hello Wang, {{engineer}} looks at it.");
    expect(firstGap(text)).toEqual({ variable: "engineer", start: 12, end: 24 });
    expect(firstGap("nothing open {{here}} {{}}")).toBeNull();
  });

  it("of no name are found, with their place", () => {
    expect(firstUnknownVariable("Hi {{customer}},\n\nyour {{tickt.number}}")).toEqual({
      name: "{{tickt.number}}",
      line: 3,
      column: 6,
    });
    expect(firstUnknownVariable(macroVariables.map(placeOf).join(" "))).toBeNull();
  });

  it("with a backslash before them are meant as they stand", () => {
    const body = String.raw`helm: \{{ .Values.image }} for {{customer}}`;
    expect(firstUnknownVariable(body)).toBeNull();
    expect(fill(body, { customer: "ACME" })).toBe("helm: {{ .Values.image }} for ACME");
  });

  it("are not looked for in what was filled in", () => {
    const text = fill("{{ticket.title}}", { "ticket.title": "{{engineer}} {{customer}}", customer: "ACME" });
    expect(text).toBe("｛｛engineer｝｝ ｛｛customer｝｝");
    expect(firstGap(text)).toBeNull();
  });

  it("have their words in both languages", () => {
    for (const locale of ["en", "zh-CN"] as const) {
      const { variable, example } = messagesOf(locale).macros;
      for (const words of [variable, example]) {
        const names = Object.entries(words).flatMap(([name, word]) =>
          typeof word === "string" ? [name] : Object.keys(word).map((inner) => `${name}.${inner}`),
        );
        expect(names.toSorted()).toEqual([...macroVariables].toSorted());
      }
    }
  });
});

describe("what is filled in stays text", () => {
  it.each([
    ["<@all>", "＜@all>"],
    ["[x](javascript:alert(1))", "［x］(javascript:alert(1))"],
    ["**bold** `code`", "＊＊bold＊＊ ｀code｀"],
    ["# no heading", "＃ no heading"],
    ["- no list", "－ no list"],
    ["1. no list", "1． no list"],
    ["a\n\n# b", "a # b"],
    ["\u202Etxt.exe", "txt.exe"],
  ])("%j", (value, text) => {
    expect(fill("{{customer}}", { customer: value })).toBe(text);
  });

  it.each(["order_service 3.5 fails", "a < b = c", "Ørsted & Co, #1 (prod): 50 %", "订单超时（华东1）"])(
    "%j as it was, where nothing in it is a mark",
    (value) => expect(fill("{{customer}}", { customer: value })).toBe(value),
  );

  it("also where the macro's own words would make a mention of it", () => {
    expect(fill("<@{{customer}}>", { customer: "all" })).toBe("＜@all>");
  });
});
