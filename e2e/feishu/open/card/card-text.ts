import { isObject } from "../../state/json";
import type { JsonObject } from "../../state/model";
import { linksIn, peopleIn } from "./values";

export type Lang = "zh" | "en";

const LOCALE: Record<Lang, string> = { zh: "zh_cn", en: "en_us" };

/** The text a client of this language shows; without its locale it shows another one that exists. */
export function localized(value: unknown, lang: Lang): string {
  if (typeof value === "string") return value;
  if (!isObject(value)) return "";
  const translations = isObject(value["i18n_content"]) ? value["i18n_content"] : {};
  const candidates = [
    translations[LOCALE[lang]],
    value["content"],
    translations["en_us"],
    ...Object.values(translations),
  ];
  return candidates.find((text): text is string => typeof text === "string" && text !== "") ?? "";
}

/** The title in the header, or of a 1.0 card. */
export function titleOf(card: JsonObject, lang: Lang): string {
  return isObject(card["header"]) ? localized(card["header"]["title"], lang) : "";
}

/** What the list of chats shows. */
export function summaryOf(card: JsonObject, lang: Lang): string {
  const summary = isObject(card["config"]) ? localized(card["config"]["summary"], lang) : "";
  return summary || titleOf(card, lang) || plainTextOf(card, lang).split("\n")[0] || "";
}

/** The components of the body: of 2.0, or of a 1.0 card (translated or not). */
export function elementsOf(card: JsonObject, lang: Lang): JsonObject[] {
  const body = isObject(card["body"]) ? card["body"]["elements"] : undefined;
  const translated = isObject(card["i18n_elements"]) ? card["i18n_elements"][LOCALE[lang]] : undefined;
  const found = body ?? translated ?? card["elements"] ?? [];
  return Array.isArray(found) ? found.filter(isObject) : [];
}

const CHILD_KEYS = ["elements", "columns", "actions", "fields"] as const;

function childrenOf(element: JsonObject): JsonObject[] {
  return CHILD_KEYS.flatMap((key) => (Array.isArray(element[key]) ? element[key].filter(isObject) : []));
}

interface ShownText {
  text: string;
  isMarkdown: boolean;
}

function ownTexts(element: JsonObject, lang: Lang): ShownText[] {
  const tag = element["tag"];
  if (tag === "markdown" || tag === "lark_md") return [{ text: localized(element, lang), isMarkdown: true }];
  if (tag === "plain_text") return [{ text: localized(element, lang), isMarkdown: false }];
  const text = element["text"];
  return isObject(text) ? [{ text: localized(text, lang), isMarkdown: text["tag"] === "lark_md" }] : [];
}

/** Every text of the body, in reading order. */
function textsOf(card: JsonObject, lang: Lang): ShownText[] {
  const collect = (element: JsonObject): ShownText[] => [
    ...ownTexts(element, lang),
    ...childrenOf(element).flatMap(collect),
  ];
  return elementsOf(card, lang).flatMap(collect);
}

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00A0" };

/** Numeric and common named entities, as the client decodes them after it has looked for markup. */
function decodeEntities(text: string): string {
  return text.replaceAll(
    /&(?:#(\d+)|#x([0-9a-f]+)|([a-z]+));/gi,
    (whole, decimal: string, hex: string, name: string) => {
      if (decimal) return String.fromCodePoint(Number(decimal));
      if (hex) return String.fromCodePoint(Number.parseInt(hex, 16));
      return ENTITIES[name] ?? whole;
    },
  );
}

/** Markdown without its marks, as a person reads it. */
function readMarkdown(markdown: string): string {
  const withoutTags = markdown
    .replaceAll(/<br\s*\/?>/gi, "\n")
    .replaceAll(/<\/?[a-z_]+(?:\s[^>]*)?>/gi, "")
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replaceAll(/(\*\*|__|~~|`)/g, "");
  return decodeEntities(withoutTags);
}

/** A text message as a person reads it: a few tags and links are understood, no other markup. */
export function readTextMessage(text: string): string {
  const shown = text
    .replaceAll(/<\/?(?:b|i|u|s|at)(?:\s[^>]*)?>/gi, "")
    .replaceAll(/\[([^\]]*)\]\((https?:[^)]*)\)/g, "$1");
  return decodeEntities(shown);
}

/** The body as a person reads it, one line per text. */
export function plainTextOf(card: JsonObject, lang: Lang): string {
  return textsOf(card, lang)
    .map(({ text, isMarkdown }) => (isMarkdown ? readMarkdown(text) : text))
    .filter(Boolean)
    .join("\n");
}

/** The people markdown texts of the card name; plain texts never do. */
export function peopleNamedIn(card: JsonObject, tagName: "at" | "person" = "at"): string[] {
  const texts = [...textsOf(card, "zh"), ...textsOf(card, "en")].filter((shown) => shown.isMarkdown);
  return [...new Set(texts.flatMap((shown) => peopleIn(shown.text, tagName)))];
}

function urlsOfLink(link: unknown): string[] {
  return isObject(link) ? Object.values(link).filter((url): url is string => typeof url === "string") : [];
}

function urlsOf(element: JsonObject): string[] {
  const behaviors = Array.isArray(element["behaviors"]) ? element["behaviors"].filter(isObject) : [];
  const opened = behaviors.filter((one) => one["type"] === "open_url").map((one) => one["default_url"]);
  const own = [element["url"], ...opened].filter((url): url is string => typeof url === "string");
  return [...own, ...urlsOfLink(element["multi_url"]), ...childrenOf(element).flatMap(urlsOf)];
}

/** Every address a person can open from the card. */
export function cardLinks(card: JsonObject): string[] {
  const fromElements = elementsOf(card, "zh").flatMap(urlsOf);
  const fromText = textsOf(card, "zh").flatMap((shown) => (shown.isMarkdown ? linksIn(shown.text) : []));
  return [...new Set([...urlsOfLink(card["card_link"]), ...fromElements, ...fromText])];
}

/** The first address of a button or element that opens something. */
export function linkOfElement(element: JsonObject): string | undefined {
  return urlsOf(element)[0];
}
