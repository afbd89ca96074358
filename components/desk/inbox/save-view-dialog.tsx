"use client";

import { useId, useState } from "react";
import { useTranslations } from "use-intl";
import { RefusalBanner } from "@/components/app-shell/refusal-banner";
import type { SavedViews } from "@/components/desk/inbox/use-saved-views";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/text-field";
import { type InboxFilter, type SavedViewView, VIEW_NAME_LIMIT } from "@/lib/desk/contract";

type SaveViewDialogProps = {
  filter: InboxFilter;
  saved: SavedViews;
  onSaved: (view: SavedViewView) => void;
  onClose: () => void;
};

/** Under which name the inbox is kept as it is narrowed now. */
export function SaveViewDialog({ filter, saved, onSaved, onClose }: SaveViewDialogProps) {
  const t = useTranslations("inbox");
  const common = useTranslations("common");
  const formId = useId();
  const [name, setName] = useState("");
  return (
    <Dialog
      open
      title={t("saveAs")}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button
            type="submit"
            form={formId}
            variant="primary"
            disabled={name.trim() === ""}
            busy={saved.isPending}
          >
            {t("save")}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() === "" || saved.isPending) return;
          saved.create(name, filter, (view) => {
            onSaved(view);
            onClose();
          });
        }}
      >
        <RefusalBanner refusal={saved.refusal} />
        <TextField
          label={t("viewName")}
          value={name}
          maxLength={VIEW_NAME_LIMIT}
          required
          autoComplete="off"
          onChange={(event) => setName(event.target.value)}
          data-first-focus
        />
      </form>
    </Dialog>
  );
}
