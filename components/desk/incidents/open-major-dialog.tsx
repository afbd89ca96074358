"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { RefusalBanner } from "@/components/app-shell/refusal-banner";
import { useMajorAction } from "@/components/desk/incidents/use-major-action";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/text-field";
import { openMajorIncidentAction } from "@/lib/incidents/actions";
import { MAJOR_TITLE_LIMIT } from "@/lib/incidents/contract";

type OpenMajorDialogProps = {
  incidentIds: readonly string[];
  onOpened: () => void;
  onClose: () => void;
};

/** Asks for the title of a major incident over the chosen emergencies. */
export function OpenMajorDialog({ incidentIds, onOpened, onClose }: OpenMajorDialogProps) {
  const t = useTranslations("incidents.majors");
  const common = useTranslations("common");
  const [title, setTitle] = useState("");
  const opening = useMajorAction(openMajorIncidentAction, onOpened);
  return (
    <Dialog
      open
      title={t("groupTitle")}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button
            variant="primary"
            busy={opening.isPending}
            disabled={title.trim() === ""}
            onClick={() => opening.run({ title, incidentIds })}
          >
            {t("open")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <RefusalBanner refusal={opening.refusal} />
        <TextField
          label={t("name")}
          description={t("nameHelp")}
          required
          maxLength={MAJOR_TITLE_LIMIT}
          value={title}
          onChange={(event) => setTitle(event.target.value)}
          data-first-focus
        />
      </div>
    </Dialog>
  );
}
