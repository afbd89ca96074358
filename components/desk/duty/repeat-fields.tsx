"use client";

import { useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { CheckBox } from "@/components/ui/check-box";
import { TextField } from "@/components/ui/text-field";
import { MAX_WEEKS, weekdays } from "@/lib/duty/contract";

type Repeat = { weekdays: number[]; weeks: number };
type RepeatFieldsProps = { repeat: Repeat | null; onChange: (repeat: Repeat | null) => void };

/** Once, or on days of the week for some weeks. */
export function RepeatFields({ repeat, onChange }: RepeatFieldsProps) {
  const t = useTranslations("duty.plan");
  const format = useFormatter();
  // Kept, so that switching off and on again loses nothing.
  const [last, setLast] = useState<Repeat>(repeat ?? { weekdays: [...weekdays], weeks: 1 });

  function change(next: Repeat) {
    setLast(next);
    onChange(next);
  }

  // 1 January 2024 was a Monday.
  const nameOf = (day: number) =>
    format.dateTime(new Date(Date.UTC(2024, 0, day)), { weekday: "short", timeZone: "UTC" });
  return (
    <div className="flex flex-col gap-3">
      <CheckBox
        label={t("repeat")}
        checked={repeat !== null}
        onChange={(event) => onChange(event.target.checked ? last : null)}
      />
      {repeat && (
        <>
          <fieldset className="flex flex-wrap gap-x-4 gap-y-1">
            <legend className="mb-1 text-sm font-medium">{t("weekdays")}</legend>
            {weekdays.map((day) => (
              <CheckBox
                key={day}
                label={nameOf(day)}
                checked={repeat.weekdays.includes(day)}
                onChange={(event) =>
                  change({
                    ...repeat,
                    weekdays: event.target.checked
                      ? [...repeat.weekdays, day].toSorted((one, other) => one - other)
                      : repeat.weekdays.filter((one) => one !== day),
                  })
                }
              />
            ))}
          </fieldset>
          <TextField
            type="number"
            label={t("weeks")}
            min={1}
            max={MAX_WEEKS}
            required
            value={Number.isNaN(repeat.weeks) ? "" : repeat.weeks}
            onChange={(event) => change({ ...repeat, weeks: event.target.valueAsNumber })}
          />
        </>
      )}
    </div>
  );
}
