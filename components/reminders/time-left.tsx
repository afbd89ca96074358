"use client";

import { countdown } from "@/components/tickets/sla/countdown";
import { useMoment } from "@/components/tickets/use-moment";
import { useNow } from "@/components/ui/use-now";
import type { ReminderReading } from "@/lib/tickets/browser/reminder-queries";

/** How long it is until `at` by the server's clock, ticking, or the day and time when that is far; null once it has come. */
export function useTimeLeft(
  reading: Pick<ReminderReading, "clockAhead"> | undefined,
  at: string | null,
): string | null {
  const now = useNow(reading?.clockAhead);
  const moment = useMoment();
  if (now === null || at === null || reading === undefined) return null;
  if (Date.parse(at) <= now) return null;
  return countdown(at, now) ?? moment(at);
}

/** A time that ticks: seen, and not read aloud every second. */
export function TimeLeft({ left }: { left: string }) {
  return (
    <span aria-hidden="true" className="text-ink-faint tabular-nums">
      {left}
    </span>
  );
}
