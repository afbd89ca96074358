"use client";

import type { ComponentProps } from "react";
import { classNames } from "@/components/ui/class-names";
import { controlStyle, FieldFrame, type FieldProps } from "@/components/ui/field";

type TextFieldProps = FieldProps & Omit<ComponentProps<"input">, "id">;

/** One line of text with its label. */
export function TextField({ label, description, error, className, ...rest }: TextFieldProps) {
  return (
    <FieldFrame label={label} description={description} error={error} required={rest.required}>
      {(control) => (
        <input
          type="text"
          {...rest}
          {...control}
          className={classNames(controlStyle, "h-9 pointer-coarse:h-11", className)}
        />
      )}
    </FieldFrame>
  );
}
