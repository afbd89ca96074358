"use client";

import { useFormatter } from "use-intl";

/** An instant with its day, in the reader's zone. */
export function FullTime({ instant }: { instant: string }) {
  const format = useFormatter();
  return (
    <time dateTime={instant}>
      {format.dateTime(new Date(instant), { dateStyle: "medium", timeStyle: "short" })}
    </time>
  );
}
