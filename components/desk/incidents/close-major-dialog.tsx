"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { RefusalBanner } from "@/components/app-shell/refusal-banner";
import { useMajorAction } from "@/components/desk/incidents/use-major-action";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextAreaField } from "@/components/ui/text-area-field";
import { closeMajorIncidentAction } from "@/lib/incidents/actions";
import { STATUS_LIMIT } from "@/lib/incidents/contract";

type CloseMajorDialogProps = { majorIncidentId: string; onClose: () => void };

/** Closes a major incident with what all its customers are told last. */
export function CloseMajorDialog({ majorIncidentId, onClose }: CloseMajorDialogProps) {
  const t = useTranslations("incidents.majors");
  const common = useTranslations("common");
  const [text, setText] = useState("");
  const [updateId] = useState(() => crypto.randomUUID());
  const closing = useMajorAction(closeMajorIncidentAction, onClose);
  return (
    <Dialog
      open
      title={t("closeTitle")}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button
            variant="primary"
            busy={closing.isPending}
            disabled={text.trim() === ""}
            onClick={() => closing.run({ majorIncidentId, updateId, text })}
          >
            {t("confirmClose")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <RefusalBanner refusal={closing.refusal} />
        <p>{t("closeText")}</p>
        <TextAreaField
          label={t("last")}
          description={t("statusHelp")}
          required
          maxLength={STATUS_LIMIT}
          value={text}
          onChange={(event) => setText(event.target.value)}
          data-first-focus
        />
      </div>
    </Dialog>
  );
}
