"use client";

import type { ComponentProps } from "react";
import { classNames } from "@/components/ui/class-names";
import { controlStyle, FieldFrame, type FieldProps } from "@/components/ui/field";

type SelectFieldProps = FieldProps &
  Omit<ComponentProps<"select">, "id" | "children"> & {
    options: readonly { value: string; label: string }[];
  };

/** One choice of several with its label. */
export function SelectField({ label, description, error, className, options, ...rest }: SelectFieldProps) {
  return (
    <FieldFrame label={label} description={description} error={error} required={rest.required}>
      {(control) => (
        <select
          {...rest}
          {...control}
          className={classNames(controlStyle, "h-9 pointer-coarse:h-11", className)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </FieldFrame>
  );
}
