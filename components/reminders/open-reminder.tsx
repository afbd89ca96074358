"use client";

import { BellRing, CircleDashed, CircleSlash } from "lucide-react";
import { useFormatter, useTranslations } from "use-intl";
import { useTimeLeft } from "@/components/reminders/time-left";
import { useMoment } from "@/components/tickets/use-moment";
import { Badge } from "@/components/ui/badge";
import { classNames } from "@/components/ui/class-names";
import type { ReminderReading } from "@/lib/tickets/browser/reminder-queries";
import type { ReminderRungView } from "@/lib/tickets/contract";

type OpenReminderProps = { reading: ReminderReading; reminder: NonNullable<ReminderReading["reminder"]> };

/** A reminder that runs: who asked, whether it was seen, when the next is possible, and its ladder. */
export function OpenReminder({ reading, reminder }: OpenReminderProps) {
  const t = useTranslations("tickets.reminder");
  const format = useFormatter();
  const moment = useMoment();
  const left = useTimeLeft(reading, reading.nextPressAt);
  const { askedBy, presses, seenAt, ladder } = reminder;
  return (
    <>
      <p>
        {t("askedBy", { names: format.list(askedBy.map(({ name }) => name)) })}
        {presses > askedBy.length && ` · ${t("presses", { count: presses })}`}
      </p>
      {reading.state === "running" && (
        <p className="flex flex-wrap items-center gap-2">
          <Badge tone={seenAt === null ? "neutral" : "success"}>
            {seenAt === null ? t("notSeen") : t("seenAt", { time: moment(seenAt) })}
          </Badge>
          <span className="text-ink-muted tabular-nums">
            {left === null ? t("nextNow") : t("nextIn", { time: left })}
          </span>
        </p>
      )}
      <section aria-label={t("ladder")}>
        <h3 className="mb-1 font-semibold">{t("ladder")}</h3>
        <ol className="flex flex-col gap-1">
          {ladder.map((rung) => (
            <Rung key={rung.rung} rung={rung} />
          ))}
        </ol>
      </section>
    </>
  );
}

const icons = { told: BellRing, nobody: CircleSlash, next: CircleDashed, later: CircleDashed } as const;

function Rung({ rung: { rung, state, at, people } }: { rung: ReminderRungView }) {
  const t = useTranslations("tickets.reminder");
  const moment = useMoment();
  const Icon = icons[state];
  return (
    <li className={classNames("flex items-start gap-2", state !== "told" && "text-ink-muted")}>
      <Icon aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      <span className="w-24 shrink-0">{t(`rung.${rung}`)}</span>
      <span className="min-w-0 flex-1">
        {people.map(({ personId, name, hasSeen }) => (
          <span key={personId} className="mr-2 inline-flex items-center gap-1">
            <bdi className="font-medium">{name}</bdi>
            {hasSeen && <Badge tone="success">{t("hasSeen")}</Badge>}
          </span>
        ))}
        <time dateTime={at} className="text-ink-muted">
          {t(state, { time: moment(at) })}
        </time>
      </span>
    </li>
  );
}
