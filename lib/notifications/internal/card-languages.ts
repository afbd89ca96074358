import type { Card, CardWords } from "@/lib/feishu/card";
import type { Locale } from "@/lib/i18n/locale";
import { translator } from "@/lib/i18n/translator";

type Translate = ReturnType<typeof translator>;

/** A text of a card in every language of the product. */
export function words(say: (t: Translate, locale: Locale) => string): CardWords {
  return { en: say(translator("en"), "en"), zh: say(translator("zh-CN"), "zh-CN") };
}

/** `card` with the reader's language where a client that speaks neither of the card's finds its text. */
export function inLanguageOf(whole: Card, locale: Locale): Card {
  if (locale !== "en") return whole;
  const text = JSON.stringify(whole, (_key, value: unknown) => {
    const isText = typeof value === "object" && value !== null && "i18n_content" in value;
    if (!isText) return value;
    const { en_us: english } = value.i18n_content as { en_us: string };
    return { ...value, content: english };
  });
  return JSON.parse(text) as Card;
}
