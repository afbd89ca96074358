import { createTranslator } from "use-intl/core";
import { en } from "@/lib/i18n/catalog-en";
import { zhCn } from "@/lib/i18n/catalog-zh-cn";
import type { Locale } from "@/lib/i18n/locale";

/** All texts of one language: what the page hands to the browser's provider. */
export function messagesOf(locale: Locale) {
  return locale === "en" ? en : zhCn;
}

/** Texts of one language outside of React: server components, cards, mail, the command line. */
export function translator(locale: Locale) {
  return createTranslator({ locale, messages: messagesOf(locale) });
}
