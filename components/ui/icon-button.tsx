import type { ComponentProps, ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";

type IconButtonProps = Omit<ComponentProps<"button">, "aria-label" | "children"> & {
  /** The name: read aloud, and shown as a tooltip. */
  label: string;
  children: ReactNode;
};

/** A button that is only an icon. */
export function IconButton({ label, className, children, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      title={label}
      {...rest}
      aria-label={label}
      className={classNames(
        "inline-flex size-8 shrink-0 items-center justify-center rounded-md text-ink-muted transition-colors not-disabled:hover:bg-hover not-disabled:hover:text-ink disabled:opacity-50 aria-pressed:bg-selected aria-pressed:text-accent-ink aria-expanded:bg-hover pointer-coarse:size-10 [&>svg]:size-4",
        className,
      )}
    >
      {children}
    </button>
  );
}
