import { useFormatter } from "use-intl";

/** A calendar day (`YYYY-MM-DD`) in the reader's language: it is a day, not a moment, and so in no zone. */
export function useDayText(): (day: string) => string {
  const format = useFormatter();
  return (day) =>
    format.dateTime(new Date(`${day}T00:00:00Z`), { month: "short", day: "numeric", timeZone: "UTC" });
}
