import type { Locale } from "@/lib/i18n/locale";
import { messagesOf } from "@/lib/i18n/translator";

/** The texts a page needs in the browser: all but those of cards and mail, which only leave by Feishu and SMTP. */
export function browserMessages(locale: Locale) {
  const { cards: _cards, mail: _mail, ...messages } = messagesOf(locale);
  return messages;
}
