"use client";

import { Check } from "lucide-react";
import { useTranslations } from "use-intl";
import { classNames } from "@/components/ui/class-names";
import type { IncidentStatus } from "@/lib/incidents/contract";

const stages = ["declared", "acknowledged", "in_progress", "mitigated", "closed"] as const;

/** Where an emergency stands on its way: declared, acknowledged, in progress, mitigated, closed. */
export function IncidentStages({ status }: { status: IncidentStatus }) {
  const t = useTranslations("incidents");
  const reached = stages.findIndex((stage) => stage === status);
  return (
    <ol aria-label={t("banner.stages")} className="flex flex-wrap items-center gap-x-1 gap-y-0.5 text-xs">
      {stages.map((stage, index) => (
        <li
          key={stage}
          aria-current={index === reached ? "step" : undefined}
          className={classNames(
            "inline-flex items-center gap-1 rounded-sm px-1.5 leading-5",
            index === reached ? "bg-danger-solid font-semibold text-on-solid" : "text-danger-ink",
          )}
        >
          {index < reached && <Check aria-hidden="true" className="size-3" />}
          {t(`status.${stage}`)}
        </li>
      ))}
    </ol>
  );
}
