"use client";

import { countdown } from "@/components/tickets/sla/countdown";
import { useMoment } from "@/components/tickets/use-moment";
import { useNow } from "@/components/ui/use-now";

type IncidentClockProps = {
  /** From when, or until when. */
  instant: string;
  clockAhead: number;
  className?: string;
};

/** How long it is since or until an instant, as a clock that runs; not read aloud every second. */
export function IncidentClock({ instant, clockAhead, className }: IncidentClockProps) {
  const now = useNow(clockAhead);
  const moment = useMoment();
  return (
    <time dateTime={instant} aria-hidden="true" className={className}>
      <span className="tabular-nums">{now !== null && (countdown(instant, now) ?? moment(instant))}</span>
    </time>
  );
}
