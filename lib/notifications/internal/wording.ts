import type { Locale } from "@/lib/i18n/locale";
import { clipText } from "@/lib/feishu/card-text";
import { isTimeZone } from "@/lib/duty/contract";

const NAMES_LISTED = 5;
const NAME_LIMIT = 40;

/** The zone of who has not told theirs. */
const defaultZone = "Asia/Shanghai";

/** A time as readers of cards and mail see it, 2026-09-27 14:12 (UTC+8), in their zone as far as it is known. */
export function timeIn(zone: string | null, at: Date): string {
  const timeZone = zone !== null && isTimeZone(zone) ? zone : defaultZone;
  const time = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" });
  const offset = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "shortOffset" })
    .formatToParts(at)
    .find(({ type }) => type === "timeZoneName");
  return `${time.format(at)} (${(offset?.value ?? "").replace("GMT", "UTC")})`;
}

/** The same where the reader's zone is not asked for. */
export const timeInShanghai = (at: Date): string => timeIn(null, at);

/** The first few names, in the manner of the language. */
export function listOfNames(names: readonly string[], locale: Locale): string {
  const listed = names.slice(0, NAMES_LISTED).map((name) => clipText(name, NAME_LIMIT));
  return listed.join(locale === "en" ? ", " : "、") + (names.length > NAMES_LISTED ? " …" : "");
}
