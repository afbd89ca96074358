"use client";

import { type ComponentProps, useId } from "react";
import { TextField } from "@/components/ui/text-field";

/** A time zone by its name, with those the browser knows to choose from. */
export function ZoneField(props: Omit<ComponentProps<typeof TextField>, "list">) {
  const id = useId();
  return (
    <>
      <TextField {...props} list={id} autoComplete="off" spellCheck={false} />
      <datalist id={id}>
        {Intl.supportedValuesOf("timeZone").map((zone) => (
          <option key={zone}>{zone}</option>
        ))}
      </datalist>
    </>
  );
}
