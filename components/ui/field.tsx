"use client";

import { type ReactNode, useId } from "react";

/** What every form field takes besides its control's own properties. */
export type FieldProps = {
  label: ReactNode;
  /** What to enter, below the control. */
  description?: ReactNode;
  /** Why the value is refused; replaces nothing, and is announced. */
  error?: ReactNode;
};

export const controlStyle =
  "w-full rounded-md border border-line-strong bg-canvas px-3 text-base text-ink transition-colors placeholder:text-ink-faint hover:border-ink-muted focus-visible:border-accent aria-invalid:border-danger-ink disabled:opacity-60 pointer-coarse:text-lg";

type FieldFrameProps = FieldProps & {
  required?: boolean | undefined;
  children: (control: {
    id: string;
    "aria-describedby": string | undefined;
    "aria-invalid": true | undefined;
  }) => ReactNode;
};

/** Label, control, description and refusal of one field, tied together for screen readers. */
export function FieldFrame({ label, description, error, required, children }: FieldFrameProps) {
  const id = useId();
  const descriptionId = `${id}-description`;
  const errorId = `${id}-error`;
  const hasError = error !== undefined && error !== null && error !== "" && error !== false;
  const describedBy = [description ? descriptionId : "", hasError ? errorId : ""].filter(Boolean).join(" ");
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-sm font-medium text-ink">
        {label}
        {required && (
          <span aria-hidden="true" className="text-danger-ink">
            {" *"}
          </span>
        )}
      </label>
      {children({
        id,
        "aria-describedby": describedBy === "" ? undefined : describedBy,
        "aria-invalid": hasError || undefined,
      })}
      {description !== undefined && (
        <p id={descriptionId} className="text-sm text-ink-faint">
          {description}
        </p>
      )}
      {hasError && (
        <p id={errorId} role="alert" className="text-sm text-danger-ink">
          {error}
        </p>
      )}
    </div>
  );
}
