"use client";

import { useTranslations } from "use-intl";
import type { IncidentChange } from "@/components/incidents/use-incidents";
import { Button } from "@/components/ui/button";
import { useNow } from "@/components/ui/use-now";
import { reportSolvedAction, undoIncidentAction } from "@/lib/incidents/actions";
import type { IncidentReading } from "@/lib/incidents/browser/incident-queries";

type CustomerMovesProps = { appId: string; incident: IncidentReading; change: IncidentChange };

/** What the customer can do with an emergency: take it back within the minute, or say that it is solved. */
export function CustomerMoves({ appId, incident, change }: CustomerMovesProps) {
  const t = useTranslations("incidents.moves");
  const now = useNow(incident.clockAhead);
  const { id: incidentId, undoUntil, abilities, reportedSolvedBy } = incident;
  const left = undoUntil === null || now === null ? 0 : Math.ceil((Date.parse(undoUntil) - now) / 1_000);
  return (
    <>
      {left > 0 && (
        <Button
          size="small"
          busy={change.isPending}
          aria-label={t("undo")}
          onClick={() => change.run(() => undoIncidentAction(appId, { incidentId }))}
        >
          {t("undo")}
          <span aria-hidden="true" className="tabular-nums">
            {t("seconds", { left })}
          </span>
        </Button>
      )}
      {abilities.reportSolved && reportedSolvedBy === null && (
        <Button
          size="small"
          busy={change.isPending}
          onClick={() => change.run(() => reportSolvedAction(appId, { incidentId }))}
        >
          {t("reportSolved")}
        </Button>
      )}
    </>
  );
}
