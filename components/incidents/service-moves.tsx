"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { CloseDialog } from "@/components/incidents/close-dialog";
import { DowngradeDialog } from "@/components/incidents/downgrade-dialog";
import { type IncidentChange, useIncidentChange } from "@/components/incidents/use-incidents";
import { Button } from "@/components/ui/button";
import {
  acknowledgeIncidentAction,
  mitigateIncidentAction,
  workOnIncidentAction,
} from "@/lib/incidents/actions";
import type { IncidentReading } from "@/lib/incidents/browser/incident-queries";

type ServiceMovesProps = { incident: IncidentReading; change: IncidentChange };

/** What the service side can do with an emergency: the next step of its way first. */
export function ServiceMoves({ incident, change }: ServiceMovesProps) {
  const t = useTranslations("incidents.moves");
  const [asking, setAsking] = useState<"close" | "downgrade" | null>(null);
  const closing = useIncidentChange();
  const { id: incidentId, abilities } = incident;
  const steps = [
    { name: "acknowledge", action: acknowledgeIncidentAction },
    { name: "work", action: workOnIncidentAction },
    { name: "mitigate", action: mitigateIncidentAction },
  ] as const;

  function stopAsking() {
    setAsking(null);
    closing.forget();
  }

  return (
    <>
      {steps
        .filter(({ name }) => abilities[name])
        .map(({ name, action }) => (
          <Button
            key={name}
            size="small"
            variant={name === "acknowledge" ? "danger" : "secondary"}
            busy={change.isPending}
            onClick={() => change.run(() => action({ incidentId }))}
          >
            {t(name)}
          </Button>
        ))}
      {abilities.close && (
        <Button size="small" aria-haspopup="dialog" onClick={() => setAsking("close")}>
          {t("close")}
        </Button>
      )}
      {abilities.downgrade && (
        <Button size="small" variant="ghost" aria-haspopup="dialog" onClick={() => setAsking("downgrade")}>
          {t("downgrade")}
        </Button>
      )}
      {asking === "close" && <CloseDialog incident={incident} change={closing} onClose={stopAsking} />}
      {asking === "downgrade" && (
        <DowngradeDialog incidentId={incidentId} change={closing} onClose={stopAsking} />
      )}
    </>
  );
}
