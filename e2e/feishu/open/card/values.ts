import { characters, isObject, textOr } from "../../state/json";
import {
  type Check,
  CardProblem,
  aString,
  anyObject,
  counted,
  elementId,
  either,
  listOf,
  matching,
  object,
  oneOf,
  recordOf,
} from "./check";

export const LOCALES = [
  "zh_cn",
  "en_us",
  "zh_hk",
  "zh_tw",
  "ja_jp",
  "id_id",
  "vi_vn",
  "th_th",
  "pt_br",
  "es_es",
  "ko_kr",
  "de_de",
  "fr_fr",
  "it_it",
  "ru_ru",
  "ms_my",
] as const;

export const i18n = (item: Check): Check => recordOf(item, LOCALES);

const SIZES = [
  "heading-0",
  "heading-1",
  "heading-2",
  "heading-3",
  "heading-4",
  "heading",
  "normal",
  "notation",
  "xxxx-large",
  "xxx-large",
  "xx-large",
  "x-large",
  "large",
  "medium",
  "small",
  "x-small",
] as const;

export const textSize = either(matching(/^cus-/, "a text size"), oneOf(...SIZES));
export const textAlign = oneOf("left", "center", "right");
export const verticalAlign = oneOf("top", "center", "bottom");
const NAMED_SPACING = oneOf("small", "medium", "large", "extra_large");
export const spacing = either(NAMED_SPACING, matching(/^\d{1,2}px$/, "a spacing of 0 to 99px"));
export const padding = either(
  NAMED_SPACING,
  matching(/^\d{1,2}px( \d{1,2}px){0,3}$/, "1 to 4 values of 0 to 99px"),
);
export const margin = either(
  NAMED_SPACING,
  matching(/^-?\d{1,2}px( -?\d{1,2}px){0,3}$/, "1 to 4 values of -99 to 99px"),
);
export const widthIn = (...named: string[]): Check =>
  either(oneOf(...named), matching(/^\d+px$/, "a width in px"));

const WEB_URL = /^https?:\/\/\S+$/i;
const UNSUPPORTED_PLATFORM = "lark://msgcard/unsupported_action";

/** Links are http(s) only. */
const webUrl = matching(WEB_URL, "an http(s) address");
/** The address of one platform may also switch that platform off. */
const platformUrl = either(oneOf(UNSUPPORTED_PLATFORM), webUrl);

function attribute(tag: string, name: string): string | undefined {
  const found = new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>"']+))`).exec(tag);
  return found?.[1] ?? found?.[2] ?? found?.[3];
}

/** The people a markdown text mentions (`at`) or shows (`person`), as the ids it names. */
export function peopleIn(markdown: string, tagName: "at" | "person"): string[] {
  const tags = markdown.match(new RegExp(`<${tagName}\\s[^>]*>`, "gi")) ?? [];
  return tags.flatMap((tag) => {
    const single = attribute(tag, "id") ?? attribute(tag, "user_id") ?? attribute(tag, "email");
    const several = attribute(tag, "ids")?.split(",") ?? [];
    return single === undefined ? several : [single, ...several];
  });
}

/** The addresses a markdown text links to. */
export function linksIn(markdown: string): string[] {
  const inline = [...markdown.matchAll(/\[[^\]]*\]\(\s*<?([^\s)>]+)/g)].map((match) => match[1] ?? "");
  const tagged = (markdown.match(/<link\s[^>]*>/gi) ?? []).map((tag) => attribute(tag, "url") ?? "");
  return [...inline, ...tagged].filter(Boolean);
}

/** Markdown whose mentions are known people and whose links are http(s). */
export const markdownText: Check = (value, at, state) => {
  aString(value, at, state);
  const markdown = String(value);
  for (const id of [...peopleIn(markdown, "at"), ...peopleIn(markdown, "person")]) {
    if (!state.isKnownPerson(id)) throw new CardProblem("person", `invalid person or at id`, id);
  }
  for (const link of linksIn(markdown)) webUrl(link, `${at} link`, state);
};

const TEXT_KEYS = {
  text_size: textSize,
  text_color: aString,
  text_align: textAlign,
  element_id: elementId,
};

/** A text object; `lark_md` is markdown, `plain_text` is never interpreted. */
export const textObject: Check = counted((value, at, state) => {
  anyObject(value, at, state);
  const tag = (value as Record<string, unknown>)["tag"];
  const content = tag === "lark_md" ? markdownText : aString;
  const lines: Check = (given, where) => {
    if (!Number.isInteger(given) || Number(given) < 1)
      throw new CardProblem("value", `${where} must be a positive integer`);
  };
  object({ ...TEXT_KEYS, tag: oneOf("plain_text", "lark_md"), content, i18n_content: i18n(content), lines }, [
    "tag",
  ])(value, at, state);
});

function longestOf(value: unknown): number {
  if (!isObject(value)) return characters(textOr(value)).length;
  const translations = isObject(value["i18n_content"]) ? Object.values(value["i18n_content"]) : [];
  return Math.max(...[value["content"], ...translations].map((text) => characters(textOr(text)).length));
}

/** Texts on buttons, in menus and placeholders hold 100 characters. */
export const shortText: Check = (value, at, state) => {
  textObject(value, at, state);
  if (longestOf(value) > 100) throw new CardProblem("value", `${at} is longer than 100 characters`);
};

export const icon: Check = either(
  object({ tag: oneOf("standard_icon"), token: aString, color: aString }, ["tag", "token"]),
  object({ tag: oneOf("custom_icon"), img_key: aString }, ["tag", "img_key"]),
);

const LINK = { url: webUrl, pc_url: platformUrl, ios_url: platformUrl, android_url: platformUrl };

/** A link of a whole card or area: one address, or all three platforms. */
export const cardLink: Check = (value, at, state) => {
  object(LINK)(value, at, state);
  const link = value as Record<string, unknown>;
  const complete =
    link["url"] !== undefined || ["pc_url", "ios_url", "android_url"].every((key) => link[key] !== undefined);
  if (!complete) throw new CardProblem("value", `${at} needs url, or pc_url, ios_url and android_url`);
};

const openUrl = object(
  {
    type: oneOf("open_url"),
    default_url: webUrl,
    pc_url: platformUrl,
    ios_url: platformUrl,
    android_url: platformUrl,
  },
  ["default_url"],
);
const callback = object({ type: oneOf("callback"), value: anyObject }, ["value"]);
const formAction = object({ type: oneOf("form_action"), behavior: oneOf("submit", "reset") }, ["behavior"]);

export const behaviors = listOf((value, at, state) => {
  anyObject(value, at, state);
  const type = (value as Record<string, unknown>)["type"];
  oneOf("open_url", "callback", "form_action")(type, `${at}.type`, state);
  const check = type === "open_url" ? openUrl : type === "callback" ? callback : formAction;
  check(value, at, state);
});

export const confirm = object({ title: textObject, text: textObject }, ["title", "text"]);

export const textTag = object(
  {
    tag: oneOf("text_tag"),
    text: textObject,
    element_id: elementId,
    color: oneOf(
      "neutral",
      "blue",
      "turquoise",
      "lime",
      "orange",
      "violet",
      "indigo",
      "wathet",
      "green",
      "yellow",
      "red",
      "purple",
      "carmine",
    ),
  },
  ["tag", "text"],
);
