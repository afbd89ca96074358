"use client";

import { useTranslations } from "use-intl";
import { useMoment } from "@/components/tickets/use-moment";
import { classNames } from "@/components/ui/class-names";
import { useNow } from "@/components/ui/use-now";

/** When the next of a ticket's promises is due; red once it is missed. */
export function DueMark({ instant, className }: { instant: string; className?: string }) {
  const t = useTranslations("workstation");
  const moment = useMoment();
  const now = useNow();
  if (now === null) return <span className={className} />;
  const isOver = Date.parse(instant) <= now;
  return (
    <time
      dateTime={instant}
      className={classNames("tabular-nums", isOver && "font-medium text-danger-ink", className)}
    >
      {t(isOver ? "overdue" : "due", { time: moment(instant) })}
    </time>
  );
}
