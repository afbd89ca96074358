"use client";

import { useTranslations } from "use-intl";
import { ReportLink } from "@/components/incidents/report-link";
import { useMoment } from "@/components/tickets/use-moment";
import { Banner } from "@/components/ui/banner";
import { useNow } from "@/components/ui/use-now";
import type { IncidentReading } from "@/lib/incidents/browser/incident-queries";

/** An emergency that is over is told above the conversation for so long. */
const SHOWN = 12 * 60 * 60_000;

/** Says for a while that an emergency is over, and has its report. */
export function EndedIncident({ incident }: { incident: IncidentReading }) {
  const t = useTranslations("incidents.banner");
  const moment = useMoment();
  const now = useNow(incident.clockAhead);
  const { id, status, closedAt } = incident;
  if (closedAt === null || now === null || now - Date.parse(closedAt) > SHOWN) return null;
  return (
    <Banner
      tone={status === "closed" ? "success" : "neutral"}
      className="rounded-none"
      action={<ReportLink incidentId={id} />}
    >
      {t(status === "closed" ? "over" : "cancelled", { time: moment(closedAt) })}
    </Banner>
  );
}
