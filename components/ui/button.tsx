import type { ComponentProps } from "react";
import { type ButtonSize, buttonStyle, type ButtonVariant } from "@/components/ui/button-style";
import { classNames } from "@/components/ui/class-names";
import { Spinner } from "@/components/ui/spinner";

type ButtonProps = ComponentProps<"button"> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** The press is being worked on: shows a spinner and takes no second press. */
  busy?: boolean;
};

/** A button; `type` is "button" unless said otherwise, so that none sends a form by accident. */
export function Button({ variant, size, busy = false, className, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      disabled={busy || rest.disabled}
      aria-busy={busy || undefined}
      className={classNames(buttonStyle(variant, size), className)}
    >
      {busy && <Spinner />}
      {children}
    </button>
  );
}
