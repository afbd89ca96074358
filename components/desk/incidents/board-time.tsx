"use client";

import { useMoment } from "@/components/tickets/use-moment";
import { useHydrated } from "@/components/ui/use-hydrated";

/** When something was, on the reader's clock, which only the browser knows. */
export function BoardTime({ instant, className }: { instant: string; className?: string }) {
  const isKnown = useHydrated();
  const moment = useMoment();
  return (
    <time dateTime={instant} className={className}>
      {isKnown && moment(instant)}
    </time>
  );
}
