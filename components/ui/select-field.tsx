"use client";

import type { ComponentProps } from "react";
import { classNames } from "@/components/ui/class-names";
import { controlStyle, FieldFrame, type FieldProps } from "@/components/ui/field";

type SelectFieldProps = FieldProps & Omit<ComponentProps<"select">, "id">;

/** One choice of a few, with its label; the options are its children. */
export function SelectField({ label, description, error, className, ...rest }: SelectFieldProps) {
  return (
    <FieldFrame label={label} description={description} error={error} required={rest.required}>
      {(control) => (
        <select
          {...rest}
          {...control}
          className={classNames(controlStyle, "h-9 pointer-coarse:h-11", className)}
        />
      )}
    </FieldFrame>
  );
}
