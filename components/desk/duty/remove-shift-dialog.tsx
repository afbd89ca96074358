"use client";

import { useFormatter, useTranslations } from "use-intl";
import { RefusalBanner } from "@/components/app-shell/refusal-banner";
import { useAction } from "@/components/app-shell/use-action";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { removeShiftAction } from "@/lib/duty/actions";
import type { ShiftView } from "@/lib/duty/contract";

type RemoveShiftDialogProps = { shift: ShiftView | null; onClose: () => void };

/** Asks before a shift is taken out of the plan, and says what then may be left uncovered. */
export function RemoveShiftDialog({ shift, onClose }: RemoveShiftDialogProps) {
  const t = useTranslations("duty.remove");
  return (
    <Dialog open={shift !== null} title={t("title")} onClose={onClose}>
      {shift && <RemoveShiftQuestion shift={shift} onClose={onClose} />}
    </Dialog>
  );
}

function RemoveShiftQuestion({ shift, onClose }: { shift: ShiftView; onClose: () => void }) {
  const t = useTranslations("duty");
  const tCommon = useTranslations("common");
  const format = useFormatter();
  const { run, refusal, isPending } = useAction(removeShiftAction, onClose);
  const instant = (at: string) => format.dateTime(new Date(at), { dateStyle: "medium", timeStyle: "short" });
  return (
    <div className="flex flex-col gap-4">
      <p>
        {t("remove.text", {
          name: shift.name,
          kind: t(`kind.${shift.kind}`),
          start: instant(shift.startsAt),
          end: instant(shift.endsAt),
        })}
      </p>
      <RefusalBanner refusal={refusal} />
      <div className="flex justify-end gap-2">
        <Button data-first-focus onClick={onClose}>
          {tCommon("cancel")}
        </Button>
        <Button variant="danger" busy={isPending} onClick={() => run({ shiftId: shift.id })}>
          {t("remove.confirm")}
        </Button>
      </div>
    </div>
  );
}
