"use client";

import { useFormatter, useTranslations } from "use-intl";
import { useTimeLeft } from "@/components/reminders/time-left";
import { useMoment } from "@/components/tickets/use-moment";
import type { ReminderReading } from "@/lib/tickets/browser/reminder-queries";

const criteria = ["data_loss", "data_corruption", "business_unavailable", "security_incident"] as const;

/** What a press does now, or why it does nothing, and what there is to do instead. */
export function ReminderStateText({ reading }: { reading: ReminderReading }) {
  const t = useTranslations("tickets.reminder");
  const time = useTimeOf(reading);
  const { state, awaited, answer } = reading;
  if (time === null) return null;
  const isHeld = state === "outside_hours" || state === "kept";
  return (
    <>
      <p>{t(`state.${state}`, { time })}</p>
      {awaited?.question && (
        <blockquote className="border-l-2 pl-3 text-ink-muted">{t("question", awaited.question)}</blockquote>
      )}
      {(isHeld || answer === "unheard") && <EmergencyHint />}
    </>
  );
}

/** The time a state is about; null when it has just come, and the next reading says what is then. */
function useTimeOf({ state, awaited, nextPressAt, opensAt, reminder, clockAhead }: ReminderReading) {
  const moment = useMoment();
  const left = useTimeLeft({ clockAhead }, nextPressAt);
  if (state === "too_early") return left;
  if (state === "waiting_for_customer") return awaited ? moment(awaited.since) : "";
  const next = reminder?.ladder.find((rung) => rung.state === "next")?.at;
  const readAt = state === "kept" ? (next ?? opensAt) : opensAt;
  return readAt === null || readAt === undefined ? "" : moment(readAt);
}

function EmergencyHint() {
  const t = useTranslations("tickets.reminder");
  const reasons = useTranslations("incidents.reason");
  const format = useFormatter();
  const list = format.list(
    criteria.map((reason) => reasons(reason)),
    { type: "disjunction" },
  );
  return <p className="text-ink-muted">{t("emergency", { criteria: list })}</p>;
}
