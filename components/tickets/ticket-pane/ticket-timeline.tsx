"use client";

import { useTranslations } from "use-intl";
import { usePersonName } from "@/components/app-shell/use-person-name";
import { useMoment } from "@/components/tickets/use-moment";
import { noticeWords } from "@/lib/i18n/notice-words";
import type { TicketEventView } from "@/lib/tickets/contract";

/** What happened to a ticket, the newest first, in the words of the system lines. */
export function TicketTimeline({ events }: { events: readonly TicketEventView[] }) {
  return (
    <ol className="flex flex-col">
      {events.toReversed().map((event) => (
        <TimelineEntry key={event.version} event={event} />
      ))}
    </ol>
  );
}

function TimelineEntry({ event: { type, data, names, actorName, createdAt } }: { event: TicketEventView }) {
  const t = useTranslations();
  const moment = useMoment();
  const personName = usePersonName();
  const { title, line } = noticeWords(
    t,
    { kind: `ticket.${type}`, data },
    { nameOf: (id) => personName(names[id] ?? t("conversation.unknownPerson")), timeOf: moment },
  );
  return (
    <li className="relative border-l pb-3 pl-4 last:pb-0">
      <span
        aria-hidden="true"
        className="absolute top-1.5 -left-1 size-2 rounded-full border border-line-strong bg-canvas"
      />
      <p className="font-medium">{title}</p>
      <p className="text-sm text-ink-muted">
        <bdi>{line}</bdi>
      </p>
      <p className="text-xs text-ink-faint">
        <time dateTime={createdAt}>{moment(createdAt)}</time>
        {actorName !== null && (
          <>
            {" · "}
            <bdi>{t("tickets.pane.by", { name: personName(actorName) })}</bdi>
          </>
        )}
      </p>
    </li>
  );
}
