"use client";

import { useLocale, useTranslations } from "use-intl";
import { useDoor } from "@/components/app-shell/door-provider";
import { incidentReportAddress } from "@/lib/incidents/browser/incident-queries";

type ReportLinkProps = { incidentId: string; className?: string };

/** Gives an emergency's report out as a file. */
export function ReportLink({ incidentId, className }: ReportLinkProps) {
  const t = useTranslations("incidents.report");
  const door = useDoor();
  const locale = useLocale();
  return (
    <a
      download
      href={incidentReportAddress(door, incidentId, locale)}
      className={`text-sm underline underline-offset-2 ${className ?? ""}`}
    >
      {t("download")}
    </a>
  );
}
