import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { softTone, type Tone } from "@/components/ui/tone";

type BadgeProps = { tone?: Tone; className?: string | undefined; children: ReactNode };

/** A short word about the thing it stands beside. */
export function Badge({ tone = "neutral", className, children }: BadgeProps) {
  return (
    <span
      className={classNames(
        "inline-flex shrink-0 items-center gap-1 rounded-sm px-1.5 text-xs leading-5 font-medium whitespace-nowrap",
        softTone[tone],
        className,
      )}
    >
      {children}
    </span>
  );
}
