"use client";

import type { ComponentProps } from "react";
import { classNames } from "@/components/ui/class-names";
import { controlStyle, FieldFrame, type FieldProps } from "@/components/ui/field";

type TextAreaFieldProps = FieldProps & Omit<ComponentProps<"textarea">, "id">;

/** Several lines of text with their label. */
export function TextAreaField({ label, description, error, className, ...rest }: TextAreaFieldProps) {
  return (
    <FieldFrame label={label} description={description} error={error} required={rest.required}>
      {(control) => (
        <textarea rows={3} {...rest} {...control} className={classNames(controlStyle, "py-2", className)} />
      )}
    </FieldFrame>
  );
}
