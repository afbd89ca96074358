"use client";

import { useTranslations } from "use-intl";
import { MacroForm } from "@/components/desk/macros/macro-form";
import { Dialog } from "@/components/ui/dialog";
import type { MacroView } from "@/lib/desk/browser/macros";

type MacroDialogProps = {
  /** Null while it is closed. */
  edited: MacroView | "new" | null;
  managesTeam: boolean;
  onSaved: (macro: MacroView) => void;
  onClose: () => void;
};

/** Writes a new macro, or changes one. */
export function MacroDialog({ edited, managesTeam, onSaved, onClose }: MacroDialogProps) {
  const t = useTranslations("macros.form");
  return (
    <Dialog open={edited !== null} title={t(edited === "new" ? "newTitle" : "editTitle")} onClose={onClose}>
      {edited !== null && (
        <MacroForm macro={edited === "new" ? null : edited} managesTeam={managesTeam} onSaved={onSaved} />
      )}
    </Dialog>
  );
}
