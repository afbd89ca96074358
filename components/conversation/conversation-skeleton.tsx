"use client";

import { useTranslations } from "use-intl";
import { Skeleton } from "@/components/ui/skeleton";

const widths = ["w-2/3", "w-1/2", "w-3/5", "w-2/5", "w-1/2"];

/** Stands where messages will appear. */
export function ConversationSkeleton() {
  const t = useTranslations("common");
  return (
    <div aria-busy="true" className="flex min-h-0 flex-1 flex-col justify-end gap-5 overflow-hidden p-4">
      <span className="sr-only">{t("loading")}</span>
      {widths.map((width, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- five rows that never change
        <div key={index} className="flex gap-3">
          <Skeleton round className="size-8" />
          <div className="flex-1 space-y-2">
            <Skeleton className="h-3 w-24" />
            <Skeleton className={`h-4 ${width}`} />
          </div>
        </div>
      ))}
    </div>
  );
}
