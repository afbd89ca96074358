"use client";

import { useId } from "react";
import { useTranslations } from "use-intl";
import { SeverityMark } from "@/components/tickets/severity-mark";
import { severities, type Severity } from "@/lib/tickets/contract";

type SeverityChoiceProps = {
  label: string;
  chosen: Severity | "";
  onChoose: (severity: Severity) => void;
  error?: string | undefined;
};

/** The four severities, each with the first response it is promised. */
export function SeverityChoice({ label, chosen, onChoose, error }: SeverityChoiceProps) {
  const t = useTranslations("tickets");
  const name = useId();
  const errorId = `${name}-error`;
  return (
    <fieldset className="flex flex-col gap-1" aria-describedby={error === undefined ? undefined : errorId}>
      <legend className="mb-1 text-sm font-medium">
        {label}
        <span aria-hidden="true" className="text-danger-ink">
          {" *"}
        </span>
      </legend>
      <div className="flex flex-col gap-1.5">
        {severities.map((severity) => (
          <label
            key={severity}
            className="flex min-h-10 cursor-pointer items-center gap-3 rounded-md border border-line-strong px-3 py-1.5 transition-colors hover:border-ink-muted has-checked:border-accent has-checked:bg-selected has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-accent has-data-invalid:border-danger-ink"
          >
            <input
              type="radio"
              name={name}
              value={severity}
              required
              checked={chosen === severity}
              data-invalid={error !== undefined || undefined}
              onChange={() => onChoose(severity)}
              className="size-4 shrink-0 accent-accent-solid outline-none"
            />
            <span className="flex min-w-0 flex-1 flex-wrap items-center justify-between gap-x-4">
              <SeverityMark severity={severity} className="font-medium" />
              <span className="text-sm text-ink-muted">
                {t("create.promise", { promise: t(`firstResponse.${severity}`) })}
              </span>
            </span>
          </label>
        ))}
      </div>
      {error !== undefined && (
        <p id={errorId} role="alert" className="text-sm text-danger-ink">
          {error}
        </p>
      )}
    </fieldset>
  );
}
