import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { softTone, type Tone } from "@/components/ui/tone";

type BannerProps = {
  tone?: Tone;
  title?: ReactNode;
  /** What the person can do about it: buttons or links. */
  action?: ReactNode;
  className?: string | undefined;
  children?: ReactNode;
};

const icons = {
  neutral: Info,
  accent: Info,
  danger: CircleAlert,
  warning: TriangleAlert,
  success: CircleCheck,
};

/** Says what happened and what to do, across the width it stands in. Danger is announced at once, the rest politely. */
export function Banner({ tone = "accent", title, action, className, children }: BannerProps) {
  const Icon = icons[tone];
  return (
    <div
      role={tone === "danger" ? "alert" : "status"}
      className={classNames(
        "flex items-start gap-2 rounded-md px-3 py-2 text-base",
        softTone[tone],
        className,
      )}
    >
      <Icon aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 flex-1 break-words">
        {title !== undefined && <p className="font-semibold">{title}</p>}
        {children}
      </div>
      {action}
    </div>
  );
}
