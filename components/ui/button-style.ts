import { classNames } from "@/components/ui/class-names";

export type ButtonVariant = "primary" | "secondary" | "ghost" | "danger";
export type ButtonSize = "small" | "medium" | "large";

const base =
  "inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap select-none transition-colors pointer-coarse:min-h-10 disabled:opacity-50 aria-disabled:opacity-50";

const variants: Record<ButtonVariant, string> = {
  primary:
    "border-transparent bg-accent-solid text-on-solid not-disabled:hover:bg-accent-solid-hover not-disabled:active:bg-accent-solid-hover",
  secondary: "border-line bg-raised text-ink not-disabled:hover:bg-hover",
  ghost:
    "border-transparent bg-transparent text-ink-muted not-disabled:hover:bg-hover not-disabled:hover:text-ink",
  danger: "border-transparent bg-danger-solid text-on-solid not-disabled:hover:bg-danger-solid-hover",
};

const sizes: Record<ButtonSize, string> = {
  small: "h-7 px-2 text-sm",
  medium: "h-8 px-3 text-base",
  large: "h-10 px-4 text-base",
};

/** How everything that looks like a button looks: buttons, and links that lead on like one. */
export function buttonStyle(variant: ButtonVariant = "secondary", size: ButtonSize = "medium"): string {
  return classNames(base, variants[variant], sizes[size]);
}
