"use client";

import { X } from "lucide-react";
import { useTranslations } from "use-intl";
import { useReasonText } from "@/components/app-shell/use-reason-text";
import { answerTones } from "@/components/reminders/answer-tones";
import { usePresses } from "@/components/reminders/presses-provider";
import { ReminderStateText } from "@/components/reminders/reminder-state-text";
import { useMoment } from "@/components/tickets/use-moment";
import { Banner } from "@/components/ui/banner";
import { IconButton } from "@/components/ui/icon-button";
import type { PressState } from "@/lib/tickets/browser/reminder-presses";

/** What became of reminders that had to wait for a connection, until it is put away: nobody may be looking at their ticket. */
export function LatePresses() {
  const { states, forget } = usePresses();
  return states.flatMap((state) =>
    state.isLate && (state.step === "answered" || state.step === "refused")
      ? [<LatePress key={state.press.ticketId} state={state} onClose={() => forget(state.press.ticketId)} />]
      : [],
  );
}

type LatePressProps = {
  state: Extract<PressState, { step: "answered" | "refused" }>;
  onClose: () => void;
};

function LatePress({ state, onClose }: LatePressProps) {
  const t = useTranslations("tickets.reminder");
  const common = useTranslations("common");
  const reasonText = useReasonText();
  const moment = useMoment();
  const answer = state.step === "answered" ? (state.reading.answer ?? "not_sent") : null;
  return (
    <Banner
      tone={answer === null ? "danger" : answerTones[answer]}
      className="rounded-none border-b"
      title={t("late", { number: String(state.press.number), time: moment(state.press.pressedAt) })}
      action={
        <IconButton label={common("close")} onClick={onClose}>
          <X />
        </IconButton>
      }
    >
      {state.step === "refused" ? (
        <p>{reasonText(state.reason)}</p>
      ) : (
        answer && <p>{t(`answer.${answer}`)}</p>
      )}
      {state.step === "answered" && answer === "not_sent" && <ReminderStateText reading={state.reading} />}
    </Banner>
  );
}
