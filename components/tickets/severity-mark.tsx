"use client";

import { useTranslations } from "use-intl";
import { classNames } from "@/components/ui/class-names";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import type { Severity } from "@/lib/tickets/contract";

const dots: Record<Severity, string> = {
  s1: "bg-danger-solid",
  s2: "bg-[#c77700]",
  s3: "bg-accent-solid",
  s4: "bg-line-strong",
};

type SeverityMarkProps = {
  severity: Severity;
  /** Only "S2" is seen where there is little room; the name is read aloud all the same. */
  short?: boolean;
  className?: string;
};

/** How severe a ticket is: a dot, and its words. */
export function SeverityMark({ severity, short = false, className }: SeverityMarkProps) {
  const t = useTranslations("tickets");
  const name = t(`severity.${severity}`);
  return (
    <span
      title={short ? name : undefined}
      className={classNames("inline-flex shrink-0 items-center gap-1 whitespace-nowrap", className)}
    >
      <span aria-hidden="true" className={classNames("size-2 shrink-0 rounded-full", dots[severity])} />
      {short ? (
        <>
          <span aria-hidden="true" className="text-xs font-medium">
            {severity.toUpperCase()}
          </span>
          <VisuallyHidden>{name}</VisuallyHidden>
        </>
      ) : (
        name
      )}
    </span>
  );
}
