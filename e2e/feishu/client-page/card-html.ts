import { isObject, textOr } from "../state/json";
import type { JsonObject } from "../state/model";
import { type Lang, elementsOf, linkOfElement, localized, titleOf } from "../open/card/card-text";
import { escapeHtml } from "./escape";
import { markdownHtml } from "./markdown-html";

/** How a card is shown to one person. */
export interface Shown {
  lang: Lang;
  /** The name behind an id in a mention. */
  nameOf: (id: string) => string;
}

function textHtml(text: unknown, shown: Shown): string {
  if (!isObject(text)) return "";
  const content = localized(text, shown.lang);
  if (text["tag"] === "lark_md" || text["tag"] === "markdown") return markdownHtml(content, shown.nameOf);
  return escapeHtml(content).replaceAll("\n", "<br>");
}

function textClasses(text: JsonObject): string {
  const size =
    typeof text["text_size"] === "string" ? `size-${text["text_size"].replaceAll(/[^\w-]/g, "")}` : "";
  const color =
    typeof text["text_color"] === "string" ? `c-${text["text_color"].replaceAll(/[^\w-]/g, "")}` : "";
  return `text ${size} ${color}`.trim();
}

function buttonHtml(element: JsonObject, shown: Shown): string {
  const type = typeof element["type"] === "string" ? element["type"] : "default";
  const label = textHtml(element["text"], shown);
  const url = linkOfElement(element);
  const classes = `card-button type-${escapeHtml(type)}${element["width"] === "fill" ? " fill" : ""}`;
  if (url === undefined || element["disabled"] === true)
    return `<button class="${classes}" disabled>${label}</button>`;
  return `<a class="${classes}" href="${escapeHtml(url)}" target="_blank">${label}</a>`;
}

function listHtml(items: unknown, shown: Shown): string {
  return Array.isArray(items)
    ? items
        .filter(isObject)
        .map((item) => elementHtml(item, shown))
        .join("")
    : "";
}

function columnsHtml(element: JsonObject, shown: Shown): string {
  const columns = Array.isArray(element["columns"]) ? element["columns"].filter(isObject) : [];
  const inner = columns.map((column) => {
    const weight = typeof column["weight"] === "number" ? column["weight"] : 1;
    const grow = column["width"] === "auto" ? "none" : String(weight);
    return `<div class="column" style="flex:${grow}">${listHtml(column["elements"], shown)}</div>`;
  });
  return `<div class="columns">${inner.join("")}</div>`;
}

function divHtml(element: JsonObject, shown: Shown): string {
  const text = isObject(element["text"]) ? element["text"] : {};
  const lines = typeof text["lines"] === "number" ? ` style="-webkit-line-clamp:${text["lines"]}"` : "";
  return `<div class="${textClasses(text)}${lines ? " clamped" : ""}"${lines}>${textHtml(text, shown)}</div>${listHtml(element["fields"], shown)}`;
}

function elementHtml(element: JsonObject, shown: Shown): string {
  switch (element["tag"]) {
    case "markdown":
      return `<div class="${textClasses(element)}">${textHtml(element, shown)}</div>`;
    case "div":
      return divHtml(element, shown);
    case "plain_text":
    case "lark_md":
      return `<div class="text">${textHtml(element, shown)}</div>`;
    case "hr":
      return "<hr>";
    case "button":
      return buttonHtml(element, shown);
    case "column_set":
      return columnsHtml(element, shown);
    case "action":
      return `<div class="columns">${listHtml(element["actions"], shown)}</div>`;
    case "note":
      return `<div class="text size-notation c-grey">${listHtml(element["elements"], shown)}</div>`;
    default:
      return isObject(element["text"]) ? divHtml(element, shown) : listHtml(element["elements"], shown);
  }
}

function tagsHtml(header: JsonObject, shown: Shown): string {
  const translated = isObject(header["i18n_text_tag_list"])
    ? header["i18n_text_tag_list"][shown.lang === "zh" ? "zh_cn" : "en_us"]
    : undefined;
  const tags = translated ?? header["text_tag_list"];
  if (!Array.isArray(tags)) return "";
  return tags
    .filter(isObject)
    .map(
      (tag) =>
        `<span class="tag tag-${escapeHtml(textOr(tag["color"], "neutral"))}">${textHtml(tag["text"], shown)}</span>`,
    )
    .join("");
}

function headerHtml(card: JsonObject, shown: Shown): string {
  const { header } = card;
  if (!isObject(header)) return "";
  const template = typeof header["template"] === "string" ? header["template"] : "default";
  const subtitle = textHtml(header["subtitle"], shown);
  return `<header class="card-header t-${escapeHtml(template)}"><h3>${escapeHtml(titleOf(card, shown.lang))}</h3>${subtitle ? `<p>${subtitle}</p>` : ""}${tagsHtml(header, shown)}</header>`;
}

/** A card as the client draws it. */
export function cardHtml(card: JsonObject, shown: Shown): string {
  const elements = elementsOf(card, shown.lang).map((element) => elementHtml(element, shown));
  const link = isObject(card["card_link"])
    ? (card["card_link"]["url"] ?? card["card_link"]["pc_url"])
    : undefined;
  const header = headerHtml(card, shown);
  const linked =
    typeof link === "string"
      ? `<a class="whole" href="${escapeHtml(link)}" target="_blank">${header}</a>`
      : header;
  return `<div class="card">${linked}<div class="card-body">${elements.join("")}</div></div>`;
}
