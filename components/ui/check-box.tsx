import type { ComponentProps, ReactNode } from "react";

type CheckBoxProps = Omit<ComponentProps<"input">, "type" | "children"> & { label: ReactNode };

/** One thing that is so or is not, with its label beside it. */
export function CheckBox({ label, ...rest }: CheckBoxProps) {
  return (
    <label className="inline-flex min-h-8 items-center gap-2 pointer-coarse:min-h-10">
      <input {...rest} type="checkbox" className="size-4 shrink-0 accent-accent-solid" />
      <span className="min-w-0 break-words">{label}</span>
    </label>
  );
}
