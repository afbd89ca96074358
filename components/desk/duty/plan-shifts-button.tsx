"use client";

import { CalendarPlus } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { PlanShiftsForm } from "@/components/desk/duty/plan-shifts-form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { ColleagueView, PlannedShiftsView } from "@/lib/duty/contract";

type PlanShiftsButtonProps = {
  colleagues: readonly ColleagueView[];
  onPlanned: (planned: PlannedShiftsView) => void;
};

/** Opens the form that puts somebody on duty. */
export function PlanShiftsButton({ colleagues, onPlanned }: PlanShiftsButtonProps) {
  const t = useTranslations("duty.plan");
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button variant="primary" onClick={() => setIsOpen(true)}>
        <CalendarPlus aria-hidden="true" className="size-4" />
        {t("action")}
      </Button>
      <Dialog open={isOpen} title={t("action")} onClose={() => setIsOpen(false)}>
        <PlanShiftsForm
          colleagues={colleagues}
          onPlanned={(planned) => {
            setIsOpen(false);
            onPlanned(planned);
          }}
        />
      </Dialog>
    </>
  );
}
