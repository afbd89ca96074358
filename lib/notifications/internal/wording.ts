import { clipText } from "@/lib/feishu/card-text";
import type { Locale } from "@/lib/i18n/locale";

const NAMES_LISTED = 5;
const NAME_LIMIT = 40;

const shanghai = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Asia/Shanghai",
  dateStyle: "short",
  timeStyle: "short",
});

/** A time as readers of cards and mail see it, 2026-09-27 14:12 (UTC+8): nobody's own zone is known yet. */
export function timeInShanghai(at: Date): string {
  return `${shanghai.format(at)} (UTC+8)`;
}

/** The first few names, in the manner of the language. */
export function listOfNames(names: readonly string[], locale: Locale): string {
  const listed = names.slice(0, NAMES_LISTED).map((name) => clipText(name, NAME_LIMIT));
  return listed.join(locale === "en" ? ", " : "、") + (names.length > NAMES_LISTED ? " …" : "");
}
