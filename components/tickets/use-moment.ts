"use client";

import { useFormatter } from "use-intl";

/** How the pages of a ticket say when something is: day and time on the reader's clock. */
export function useMoment(): (instant: string) => string {
  const format = useFormatter();
  return (instant) =>
    format.dateTime(new Date(instant), {
      month: "short",
      day: "numeric",
      weekday: "short",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
}
