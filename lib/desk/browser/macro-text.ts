/** What a macro can leave open. Each reads `{{name}}` in its text, in every language; a closed set. */
export const macroVariables = [
  "customer",
  "requester",
  "engineer",
  "ticket.number",
  "ticket.title",
  "severity",
  "next_update",
  "today",
] as const;
export type MacroVariable = (typeof macroVariables)[number];

/** What stands for each variable in one conversation; null where there is nothing. */
export type MacroValues = Record<MacroVariable, string | null>;

const isVariable = (name: string): name is MacroVariable => macroVariables.some((known) => known === name);

/** `{{name}}`, also with spaces; `\{{` is meant as it stands, for texts about templates. */
const place = /(\\?)\{\{([^{}\n]*)\}\}/g;

/** How a variable is written. */
export const placeOf = (variable: MacroVariable): string => `{{${variable}}}`;

/** Where a text uses a variable that does not exist: its name, line and column, counted from 1; null if nowhere. */
export function firstUnknownVariable(body: string): { name: string; line: number; column: number } | null {
  for (const { 0: written, 1: escape, 2: inner = "", index } of body.matchAll(place)) {
    const name = inner.trim();
    if (escape !== "" || isVariable(name)) continue;
    const before = body.slice(0, index).split("\n");
    return { name: written, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  }
  return null;
}

/** Where a text still has a place for a variable: nothing was known for it, and somebody has to say it before it is sent. */
export function firstGap(text: string): { variable: MacroVariable; start: number; end: number } | null {
  for (const { 0: written, 1: escape, 2: inner = "", index } of text.matchAll(place)) {
    const variable = inner.trim();
    if (escape === "" && isVariable(variable)) return { variable, start: index, end: index + written.length };
  }
  return null;
}

/** How a text names somebody for a mention, as `mentionToken` of lib/groups has it. */
const mention = /<@(?=(?:all|[0-9a-f]{8}-[0-9a-f-]{27}(?::silent)?)>)/g;

/**
 * The text of a macro with its variables filled in. What is filled in stays the text it is: it mentions nobody, is no link
 * and no Markdown, wherever in the macro it stands. A variable without a value stays where it is, for somebody to fill in.
 */
export function fillMacro(body: string, values: MacroValues): string {
  const filled = body.replace(place, (written, escape: string, inner: string) => {
    if (escape !== "") return written.slice(1);
    const name = inner.trim();
    const value = isVariable(name) ? asText(values[name] ?? "") : "";
    return value === "" ? written : value;
  });
  // The macro itself names nobody (it is refused): what reads like a mention now was put together out of values.
  return filled.replace(mention, "＜@");
}

/** Controls, line ends, and the marks that turn the direction of what follows them. */
// oxlint-disable-next-line no-control-regex -- controls are what this is about
const disguises = /[\u0000-\u001F\u007F-\u009F\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069\s]+/g;

const twins: Record<string, string> = {
  "`": "｀",
  "*": "＊",
  _: "＿",
  "~": "～",
  "[": "［",
  "]": "］",
  "{": "｛",
  "}": "｝",
  "<": "＜",
  "|": "｜",
  "\\": "＼",
  "&": "＆",
  "#": "＃",
  "+": "＋",
  "-": "－",
  "=": "＝",
  ">": "＞",
  ":": "：",
  ".": "．",
  ")": "）",
};

const twinOf = (character: string): string => twins[character] ?? character;

/** What Markdown, mentions and variables read as marks wherever it stands; a `_` within a word, and what `<` and `&` cannot begin, is none; `#` at the end would end a heading. */
const marks =
  /[`*~[\]|{}]|_(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])_|<(?![\s\d=])|&(?=#?\w*(?:;|$))|\\(?=[!-/:-@[-`{-~]|$)|#(?=#*$)/gu;
/** What is a mark at the beginning of a line: headings, quotations, lists. */
const openingMarks = /^(?:[#+\-=>:]+|\d+[.)](?=\s|$))/u;

/**
 * A value as text and nothing else: what Markdown would read as a mark becomes its full-width twin, as in texts to Feishu.
 * A twin, and no backslash, because it holds in code too and reads the same in excerpts, cards and mail.
 */
function asText(value: string): string {
  return value
    .toWellFormed()
    .replace(disguises, " ")
    .trim()
    .replace(marks, twinOf)
    .replace(openingMarks, (opening) => Array.from(opening, twinOf).join(""));
}
