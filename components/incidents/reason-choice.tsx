"use client";

import { useId } from "react";
import { useTranslations } from "use-intl";
import { type IncidentReason, incidentReasons } from "@/lib/incidents/contract";

type ReasonChoiceProps = { chosen: IncidentReason | null; onChoose: (reason: IncidentReason) => void };

/** What makes it an emergency: one of the four of the manual. */
export function ReasonChoice({ chosen, onChoose }: ReasonChoiceProps) {
  const t = useTranslations("incidents");
  const name = useId();
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1 text-sm font-medium">
        {t("form.reason")}
        <span aria-hidden="true" className="text-danger-ink">
          {" *"}
        </span>
      </legend>
      {incidentReasons.map((reason, index) => (
        <label
          key={reason}
          className="flex min-h-10 cursor-pointer items-center gap-3 rounded-md border border-line-strong px-3 py-1.5 transition-colors hover:border-ink-muted has-checked:border-danger-ink has-checked:bg-danger-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name={name}
            value={reason}
            required
            checked={chosen === reason}
            onChange={() => onChoose(reason)}
            data-first-focus={index === 0 || undefined}
            className="size-4 shrink-0 accent-danger-solid outline-none"
          />
          <span className="first-letter:uppercase">{t(`reason.${reason}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}
