"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { IncidentProblem } from "@/components/incidents/incident-problem";
import type { IncidentChange } from "@/components/incidents/use-incidents";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { SelectField } from "@/components/ui/select-field";
import { TextAreaField } from "@/components/ui/text-area-field";
import { downgradeIncidentAction } from "@/lib/incidents/actions";
import { REASON_LIMIT } from "@/lib/incidents/contract";
import { severities } from "@/lib/tickets/contract";

type DowngradeDialogProps = { incidentId: string; change: IncidentChange; onClose: () => void };

/** Says that it is no emergency, with a reason the customer reads and the severity the ticket goes on with. */
export function DowngradeDialog({ incidentId, change, onClose }: DowngradeDialogProps) {
  const t = useTranslations("incidents.moves");
  const common = useTranslations("common");
  const tickets = useTranslations("tickets");
  const [severity, setSeverity] = useState("s2");
  const [reason, setReason] = useState("");

  function handleDowngrade() {
    change.run(() => downgradeIncidentAction({ incidentId, severity, reason }), onClose);
  }

  return (
    <Dialog
      open
      title={t("downgradeTitle")}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button
            variant="primary"
            busy={change.isPending}
            disabled={reason.trim() === ""}
            onClick={handleDowngrade}
          >
            {t("confirmDowngrade")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <IncidentProblem change={change} />
        <SelectField
          label={t("severity")}
          value={severity}
          options={severities.map((one) => ({ value: one, label: tickets(`severity.${one}`) }))}
          onChange={(event) => setSeverity(event.target.value)}
        />
        <TextAreaField
          label={t("reason")}
          description={t("reasonHelp")}
          required
          maxLength={REASON_LIMIT}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          data-first-focus
        />
      </div>
    </Dialog>
  );
}
