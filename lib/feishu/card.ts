import { clipText, clipUnits } from "@/lib/feishu/card-text";

/** One text in the languages of the product; Feishu shows each person theirs. */
export type CardWords = { en: string; zh: string };

type PlainText = {
  tag: "plain_text";
  content: string;
  i18n_content?: { zh_cn: string; en_us: string };
  text_size?: "heading" | "normal" | "notation";
  text_color?: "default" | "grey";
  lines?: number;
};

type CardElement =
  | { tag: "div"; text: PlainText; element_id?: string }
  | {
      tag: "button";
      type: "default" | "primary_filled" | "danger_filled";
      text: PlainText;
      behaviors: { type: "open_url"; default_url: string }[];
      element_id?: string;
    };

/** A card in JSON 2.0, of which an unknown property is an error: only what the product uses is typed. */
export type Card = {
  schema: "2.0";
  config: {
    update_multi: true;
    enable_forward: false;
    summary: { content: string; i18n_content: { zh_cn: string; en_us: string } };
  };
  header: {
    title: PlainText;
    template: "blue" | "green" | "orange" | "red" | "grey";
  };
  body: { vertical_spacing: "medium"; elements: CardElement[] };
};

type TextStyle = {
  size?: PlainText["text_size"];
  color?: PlainText["text_color"];
  /** Further lines are cut by the client. */
  lines?: number;
  /** Characters kept. */
  limit?: number;
};

/** Feishu takes 30 KB; what is left free is for escaping the card into the request. */
export const cardByteLimit = 28 * 1024;
const textLimit = 1_000;
const buttonTextLimit = 100;

/**
 * A text of a card. It is always plain_text, in which nothing is a tag, a link or a mention: words of people need
 * no escaping and can call nobody.
 */
export function plainText(words: string | CardWords, style: TextStyle = {}): PlainText {
  const { size, color, lines, limit = textLimit } = style;
  const zh = clipText(typeof words === "string" ? words : words.zh, limit);
  return {
    tag: "plain_text",
    content: zh,
    ...(typeof words === "string" ? {} : { i18n_content: { zh_cn: zh, en_us: clipText(words.en, limit) } }),
    ...(size ? { text_size: size } : {}),
    ...(color ? { text_color: color } : {}),
    ...(lines ? { lines } : {}),
  };
}

/** A paragraph of plain text. */
export function textBlock(words: string | CardWords, style: TextStyle = {}): CardElement {
  return { tag: "div", text: plainText(words, style) };
}

/** A button that opens a page; `url` should come from `webAppLink`. */
export function linkButton(
  words: CardWords,
  url: string,
  type: "default" | "primary_filled" | "danger_filled" = "primary_filled",
): CardElement {
  const clipped = {
    en: clipUnits(words.en, buttonTextLimit),
    zh: clipUnits(words.zh, buttonTextLimit),
  };
  return {
    tag: "button",
    type,
    text: plainText(clipped),
    behaviors: [{ type: "open_url", default_url: url }],
  };
}

type CardParts = {
  /** Old clients show nothing but this. */
  title: CardWords;
  /** What the list of chats and the lock screen show. */
  summary: CardWords;
  template?: Card["header"]["template"];
  elements: CardElement[];
};

/** Puts a card together. It cannot be forwarded: its button is for its recipient. */
export function buildCard({ title, summary, template = "blue", elements }: CardParts): Card {
  const shown = plainText(summary, { limit: 200 });
  return {
    schema: "2.0",
    config: {
      update_multi: true,
      enable_forward: false,
      summary: { content: shown.content, i18n_content: shown.i18n_content ?? { zh_cn: "", en_us: "" } },
    },
    header: {
      title: plainText(title, { limit: 200 }),
      template,
    },
    body: { vertical_spacing: "medium", elements },
  };
}

/** Whether Feishu takes a card of this size, measured as Feishu does. */
export function fitsCard(card: Card): boolean {
  return Buffer.byteLength(JSON.stringify(card), "utf8") <= cardByteLimit;
}
