"use client";

import { useFormatter, useTranslations } from "use-intl";
import { useToday } from "@/components/ui/use-today";

const DAY = 24 * 60 * 60_000;
const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;

type TimeProps = { instant: string; className?: string };

/** An instant as the reader's clock shows it: hours and minutes, the full date on hover. */
export function ClockTime({ instant, className }: TimeProps) {
  const format = useFormatter();
  const isKnown = useToday() !== null;
  const date = new Date(instant);
  return (
    <time
      dateTime={instant}
      className={className}
      title={isKnown ? format.dateTime(date, { dateStyle: "full", timeStyle: "medium" }) : undefined}
    >
      {isKnown && format.dateTime(date, clock)}
    </time>
  );
}

/** When something was, as short as a list needs it: the time today, the day before that. */
export function ListTime({ instant, className }: TimeProps) {
  const format = useFormatter();
  const t = useTranslations("conversation");
  const today = useToday();
  if (today === null) return <span className={className} />;
  const date = new Date(instant);
  const days = daysBefore(today, date);
  const isThisYear = date.getFullYear() === new Date(today).getFullYear();
  const text =
    days === 0
      ? format.dateTime(date, clock)
      : days === 1
        ? t("yesterday")
        : format.dateTime(date, {
            month: "short",
            day: "numeric",
            ...(isThisYear ? {} : { year: "numeric" }),
          });
  return (
    <time dateTime={instant} className={className}>
      {text}
    </time>
  );
}

/** The heading of a day in a conversation. */
export function DayName({ instant }: { instant: string }) {
  const format = useFormatter();
  const t = useTranslations("conversation");
  const today = useToday();
  if (today === null) return null;
  const date = new Date(instant);
  const days = daysBefore(today, date);
  if (days === 0) return t("today");
  if (days === 1) return t("yesterday");
  return format.dateTime(date, { year: "numeric", month: "long", day: "numeric", weekday: "long" });
}

function daysBefore(today: number, date: Date): number {
  return Math.round((today - new Date(date).setHours(0, 0, 0, 0)) / DAY);
}
