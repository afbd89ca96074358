"use client";

import { Trash2, TriangleAlert } from "lucide-react";
import { useFormatter, useTimeZone, useTranslations } from "use-intl";
import { usePersonName } from "@/components/app-shell/use-person-name";
import { awayIn, type Day, partsIn } from "@/components/desk/duty/duty-days";
import type { useDutyWords } from "@/components/desk/duty/use-duty-words";
import { Badge } from "@/components/ui/badge";
import { IconButton } from "@/components/ui/icon-button";
import type { DutyView, GapView, ShiftView } from "@/lib/duty/contract";

type Words = ReturnType<typeof useDutyWords>;

type DutyDayProps = {
  day: Day;
  duty: DutyView;
  words: Words;
  /** Set for who may take shifts out of the plan. */
  onRemove: ((shift: ShiftView) => void) | undefined;
};

/** One day of the calendar: what nobody covers first, then the shifts. */
export function DutyDay({ day, duty, words, onRemove }: DutyDayProps) {
  const t = useTranslations("duty.calendar");
  const format = useFormatter();
  const gaps = partsIn(day, duty.gaps);
  const shifts = partsIn(day, duty.shifts);
  return (
    <li className="flex min-h-28 min-w-0 flex-col gap-2 rounded-lg border bg-raised p-2">
      <h3 className="font-semibold">
        {format.dateTime(day.start, { weekday: "short", month: "short", day: "numeric" })}
      </h3>
      {gaps.length > 0 && (
        <ul aria-label={t("gapsOfDay")} className="flex flex-col gap-1">
          {gaps.map((gap) => (
            <GapPart key={`${gap.kind} ${gap.start} ${gap.end}`} gap={gap} day={day} words={words} />
          ))}
        </ul>
      )}
      {shifts.length === 0 ? (
        <p className="text-sm text-ink-faint">{t("noShifts")}</p>
      ) : (
        <ul aria-label={t("shiftsOfDay")} className="flex flex-col gap-1">
          {shifts.map((shift) => (
            <ShiftPart key={shift.id} shift={shift} day={day} duty={duty} words={words} onRemove={onRemove} />
          ))}
        </ul>
      )}
    </li>
  );
}

function GapPart({ gap, day, words }: { gap: GapView & Day; day: Day; words: Words }) {
  return (
    <li className="flex items-start gap-1.5 rounded-md bg-warning-soft px-2 py-1 text-sm text-warning-ink">
      <TriangleAlert aria-hidden="true" className="mt-0.5 size-3.5 shrink-0" />
      <p className="min-w-0 flex-1 break-words">
        <span className="font-medium tabular-nums">{words.partOfDay(gap, day.end)}</span> {words.gap(gap)}
      </p>
    </li>
  );
}

type ShiftPartProps = Omit<DutyDayProps, "day"> & { shift: ShiftView & Day; day: Day };

function ShiftPart({ shift, day, duty, words, onRemove }: ShiftPartProps) {
  const t = useTranslations("duty");
  const name = usePersonName()(shift.name);
  const colleague = duty.colleagues.find(({ personId }) => personId === shift.personId);
  const readersZone = useTimeZone();
  const away = awayIn(shift, colleague?.leave ?? null);
  return (
    <li className="flex items-start gap-1 rounded-md bg-sunken py-1 pr-1 pl-2">
      <div className="min-w-0 flex-1">
        <p className="text-sm tabular-nums">{words.partOfDay(shift, day.end)}</p>
        <p className="font-medium break-words">{name}</p>
        <p className="text-xs break-words text-ink-faint">
          {t(`kind.${shift.kind}`)}
          {/* The calendar itself is in the reader's zone, and says so. */}
          {shift.zone !== readersZone && ` · ${shift.zone}`}
        </p>
        {away !== "none" && <Badge tone="warning">{t(`away.${away}`)}</Badge>}
      </div>
      {onRemove && (
        <IconButton
          label={t("remove.action", { name, time: words.instant(shift.startsAt) })}
          onClick={() => onRemove(shift)}
        >
          <Trash2 />
        </IconButton>
      )}
    </li>
  );
}
