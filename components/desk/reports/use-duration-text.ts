import { useTranslations } from "use-intl";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A length of time in two or three figures, as one compares it; a dash for none. */
export function useDurationText(): (seconds: number | null) => string {
  const t = useTranslations("reports");
  const inUnit = (count: number): number => (count < 10 ? Math.round(count * 10) / 10 : Math.round(count));
  return (seconds) => {
    if (seconds === null) return t("nothing");
    if (seconds < 2 * MINUTE) return t("duration.seconds", { count: seconds });
    if (seconds < 2 * HOUR) return t("duration.minutes", { count: inUnit(seconds / MINUTE) });
    if (seconds < 2 * DAY) return t("duration.hours", { count: inUnit(seconds / HOUR) });
    return t("duration.days", { count: inUnit(seconds / DAY) });
  };
}
