"use client";

import { X } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { CreatedTicket } from "@/components/tickets/create-ticket/use-create-ticket";
import { useMoment } from "@/components/tickets/use-moment";
import { Banner } from "@/components/ui/banner";
import { IconButton } from "@/components/ui/icon-button";

type CreatedNoteProps = {
  ticket: CreatedTicket;
  /** Declares an emergency; offered for S1 unless one runs already. */
  emergency: ReactNode;
  onClose: () => void;
};

/** Right after Create Ticket: who works on it, or when somebody will. */
export function CreatedNote({ ticket, emergency, onClose }: CreatedNoteProps) {
  const t = useTranslations("tickets.created");
  const common = useTranslations("common");
  const moment = useMoment();
  const { number, assigneeName, waitingForDuty, severity } = ticket;
  const nextShiftAt = waitingForDuty?.nextShiftAt ?? null;
  return (
    <Banner
      tone={assigneeName === null ? "warning" : "success"}
      className="rounded-none"
      action={
        <IconButton label={common("close")} onClick={onClose}>
          <X />
        </IconButton>
      }
    >
      {assigneeName !== null && <p>{t("assigned", { number, name: assigneeName })}</p>}
      {assigneeName === null && (
        <p>
          {nextShiftAt === null
            ? t("nobodyPlanned", { number })
            : t("waiting", { number, time: moment(nextShiftAt) })}
        </p>
      )}
      {severity === "s1" && emergency !== null && (
        <div className="mt-1 flex flex-wrap items-center gap-2">
          <p className="text-ink">{t("emergency")}</p>
          {emergency}
        </div>
      )}
    </Banner>
  );
}
