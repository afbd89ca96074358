"use client";

import { useTranslations } from "use-intl";
import { RefusalBanner } from "@/components/app-shell/refusal-banner";
import { useMacroAction } from "@/components/desk/macros/use-macro-action";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { retireMacroAction } from "@/lib/desk/actions";
import type { MacroView } from "@/lib/desk/browser/macros";

type RetireDialogProps = {
  /** Null while it is closed. */
  macro: MacroView | null;
  onRetired: (macro: MacroView) => void;
  onClose: () => void;
};

/** Asks before a macro is offered to nobody any more. */
export function RetireDialog({ macro, onRetired, onClose }: RetireDialogProps) {
  const t = useTranslations("macros");
  return (
    <Dialog open={macro !== null} title={t("retireTitle", { name: macro?.name ?? "" })} onClose={onClose}>
      {macro && <Question macro={macro} onRetired={onRetired} onClose={onClose} />}
    </Dialog>
  );
}

type QuestionProps = Omit<RetireDialogProps, "macro"> & { macro: MacroView };

function Question({ macro, onRetired, onClose }: QuestionProps) {
  const t = useTranslations("macros");
  const common = useTranslations("common");
  const { run, refusal, isPending } = useMacroAction(retireMacroAction, () => onRetired(macro));
  return (
    <div className="flex flex-col gap-4">
      <p>{t("retireText")}</p>
      <RefusalBanner refusal={refusal} />
      <div className="flex justify-end gap-2">
        <Button data-first-focus onClick={onClose}>
          {common("cancel")}
        </Button>
        <Button variant="danger" busy={isPending} onClick={() => run({ macroId: macro.id })}>
          {t("retire")}
        </Button>
      </div>
    </div>
  );
}
