"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { daysFrom } from "@/components/desk/duty/duty-days";
import { DutyDay } from "@/components/desk/duty/duty-day";
import { RemoveShiftDialog } from "@/components/desk/duty/remove-shift-dialog";
import { useDutyWords } from "@/components/desk/duty/use-duty-words";
import { Skeleton } from "@/components/ui/skeleton";
import { useHydrated } from "@/components/ui/use-hydrated";
import type { DutyView, ShiftView } from "@/lib/duty/contract";

const DAYS = 14;

type DutyCalendarProps = { duty: DutyView; mayManage: boolean };

/** The shifts and gaps of 14 days, day by day in the reader's zone. */
export function DutyCalendar({ duty, mayManage }: DutyCalendarProps) {
  const t = useTranslations("duty");
  const words = useDutyWords(duty.products);
  const [removing, setRemoving] = useState<ShiftView | null>(null);
  // The server does not know where the reader's days begin.
  const isKnown = useHydrated();
  return (
    <section aria-labelledby="calendar">
      <div className="mb-2 flex flex-wrap items-baseline gap-x-3">
        <h2 id="calendar" className="text-lg font-semibold">
          {t("calendar.title")}
        </h2>
        <p className="min-h-5 text-sm text-ink-faint">
          {isKnown && t("calendar.zone", { zone: new Intl.DateTimeFormat().resolvedOptions().timeZone })}
        </p>
      </div>
      <ol className="grid gap-2 sm:grid-cols-2 xl:grid-cols-7">
        {isKnown
          ? daysFrom(duty.from, DAYS).map((day) => (
              <DutyDay
                key={day.start}
                day={day}
                duty={duty}
                words={words}
                onRemove={mayManage ? setRemoving : undefined}
              />
            ))
          : Array.from({ length: DAYS }, (_, day) => (
              <li key={day}>
                <Skeleton className="h-40 w-full rounded-lg" />
              </li>
            ))}
      </ol>
      <RemoveShiftDialog shift={removing} onClose={() => setRemoving(null)} />
    </section>
  );
}
