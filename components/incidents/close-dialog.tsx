"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { IncidentProblem } from "@/components/incidents/incident-problem";
import type { IncidentChange } from "@/components/incidents/use-incidents";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextAreaField } from "@/components/ui/text-area-field";
import { closeIncidentAction } from "@/lib/incidents/actions";
import { type IncidentView, REASON_LIMIT, SUMMARY_LIMIT } from "@/lib/incidents/contract";

type CloseDialogProps = {
  incident: Pick<IncidentView, "id" | "status">;
  change: IncidentChange;
  onClose: () => void;
};

/** Closes an emergency, with its cause and a summary for the report; one that was never mitigated needs the cause. */
export function CloseDialog({ incident, change, onClose }: CloseDialogProps) {
  const t = useTranslations("incidents.moves");
  const common = useTranslations("common");
  const [cause, setCause] = useState("");
  const [summary, setSummary] = useState("");
  const needsCause = incident.status !== "mitigated";
  const canClose = !needsCause || cause.trim() !== "";

  function handleClose() {
    change.run(() => closeIncidentAction({ incidentId: incident.id, cause, summary }), onClose);
  }

  return (
    <Dialog
      open
      title={t("closeTitle")}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button variant="primary" busy={change.isPending} disabled={!canClose} onClick={handleClose}>
            {t("confirmClose")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <IncidentProblem change={change} />
        <TextAreaField
          label={t("cause")}
          description={t(needsCause ? "causeNeeded" : "causeHelp")}
          required={needsCause}
          maxLength={REASON_LIMIT}
          value={cause}
          onChange={(event) => setCause(event.target.value)}
          data-first-focus
        />
        <TextAreaField
          label={t("summary")}
          description={t("summaryHelp")}
          maxLength={SUMMARY_LIMIT}
          value={summary}
          onChange={(event) => setSummary(event.target.value)}
        />
      </div>
    </Dialog>
  );
}
