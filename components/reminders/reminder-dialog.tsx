"use client";

import { useTranslations } from "use-intl";
import { useReasonText } from "@/components/app-shell/use-reason-text";
import { answerTones } from "@/components/reminders/answer-tones";
import { OpenReminder } from "@/components/reminders/open-reminder";
import { ReminderStateText } from "@/components/reminders/reminder-state-text";
import { ReopenOffer } from "@/components/reminders/reopen-offer";
import { useTimeLeft } from "@/components/reminders/time-left";
import type { Reminding } from "@/components/reminders/use-reminder";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";

type ReminderDialogProps = {
  ticketId: string;
  isOpen: boolean;
  isCustomer: boolean;
  reminding: Reminding;
  onClose: () => void;
};

/** What became of a press, who was told and has seen it, what happens if nobody reacts, and what to do instead. */
export function ReminderDialog({ ticketId, isOpen, isCustomer, reminding, onClose }: ReminderDialogProps) {
  const t = useTranslations("tickets.reminder");
  const common = useTranslations("common");
  const { reading, press, isPending } = reminding;
  const left = useTimeLeft(reading, reading?.nextPressAt ?? null);
  const canRepeat = isCustomer && reading?.state === "running" && left === null;
  return (
    <Dialog
      open={isOpen}
      title={t("button")}
      onClose={onClose}
      footer={
        <>
          {canRepeat && (
            <Button busy={isPending} onClick={press}>
              {t("again")}
            </Button>
          )}
          <Button variant="primary" onClick={onClose} data-first-focus>
            {common("close")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <PressOutcome reminding={reminding} />
        <Standing ticketId={ticketId} reminding={reminding} onReopened={onClose} />
      </div>
    </Dialog>
  );
}

type StandingProps = { ticketId: string; reminding: Reminding; onReopened: () => void };

function Standing({ ticketId, reminding: { reading, hasFailed }, onReopened }: StandingProps) {
  const t = useTranslations("tickets.reminder");
  if (hasFailed) return <Banner tone="warning">{t("loadFailed")}</Banner>;
  if (reading === undefined) return <Skeleton className="h-24 w-full" />;
  const { state, reminder } = reading;
  return (
    <>
      <ReminderStateText reading={reading} />
      {reminder && <OpenReminder reading={reading} reminder={reminder} />}
      {(state === "resolved" || state === "closed") && (
        <ReopenOffer ticketId={ticketId} onReopened={onReopened} />
      )}
    </>
  );
}

function PressOutcome({ reminding: { answer, refusal, isWaiting } }: { reminding: Reminding }) {
  const t = useTranslations("tickets.reminder");
  const reasonText = useReasonText();
  if (isWaiting) return <Banner tone="warning">{t("waiting")}</Banner>;
  if (refusal !== null) return <Banner tone="danger">{reasonText(refusal)}</Banner>;
  return answer && <Banner tone={answerTones[answer]}>{t(`answer.${answer}`)}</Banner>;
}
