"use client";

import { useFormatter } from "use-intl";

/** Day and time on the reader's clock, with its zone: links are passed on to people elsewhere. */
export function useZonedMoment(): (instant: string) => string {
  const format = useFormatter();
  return (instant) =>
    format.dateTime(new Date(instant), {
      month: "short",
      day: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
      timeZoneName: "short",
    });
}
