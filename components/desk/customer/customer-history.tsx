"use client";

import type { ReactNode } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { useGroupRows } from "@/components/conversation/conversation-provider";
import { SeverityMark } from "@/components/tickets/severity-mark";
import { StatusBadge } from "@/components/tickets/status-badge";
import { useMoment } from "@/components/tickets/use-moment";
import type {
  CustomerHistoryView,
  PastEmergencyView,
  PastTicketView,
} from "@/lib/desk/browser/customer-card";

type CustomerHistoryProps = { history: CustomerHistoryView; onOpenGroup: (groupId: string) => void };

/** What happened with this customer so far; a conversation the reader is in can be opened. */
export function CustomerHistory({ history, onOpenGroup }: CustomerHistoryProps) {
  const t = useTranslations("customerCard");
  const format = useFormatter();
  const { openCount, open, recent, emergencies, reminders, ratings } = history;
  return (
    <div className="flex flex-col gap-3 text-sm">
      <p className="flex flex-col gap-0.5 text-ink-muted">
        <span>{t("reminders", { count: reminders })}</span>
        <span>
          {ratings.average === null
            ? t("noRating")
            : t("satisfaction", {
                average: format.number(ratings.average, { maximumFractionDigits: 1 }),
                count: ratings.count,
              })}
        </span>
      </p>
      <Part title={t("open", { count: openCount })}>
        {open.map((ticket) => (
          <TicketRow key={ticket.number} ticket={ticket} onOpenGroup={onOpenGroup} />
        ))}
        {openCount > open.length && (
          <li className="text-ink-faint">{t("more", { count: openCount - open.length })}</li>
        )}
      </Part>
      <Part title={t("recent")} empty={t("noRecent")}>
        {recent.map((ticket) => (
          <TicketRow key={ticket.number} ticket={ticket} onOpenGroup={onOpenGroup} />
        ))}
      </Part>
      <Part title={t("emergencies")} empty={t("noEmergency")}>
        {emergencies.map((emergency) => (
          <EmergencyRow key={emergency.declaredAt} emergency={emergency} onOpenGroup={onOpenGroup} />
        ))}
      </Part>
    </div>
  );
}

/** A heading over a list; `empty` says that there is nothing in it. */
function Part({
  title,
  empty,
  children,
}: {
  title: string;
  empty?: string;
  children: ReactNode[] | ReactNode;
}) {
  const isEmpty = Array.isArray(children) && children.flat().filter(Boolean).length === 0;
  return (
    <div>
      <h4 className="mb-0.5 font-medium">{title}</h4>
      {isEmpty ? (
        <p className="text-ink-faint empty:hidden">{empty}</p>
      ) : (
        <ul className="flex flex-col gap-1">{children}</ul>
      )}
    </div>
  );
}

type Opening = { onOpenGroup: (groupId: string) => void };

function TicketRow({ ticket, onOpenGroup }: Opening & { ticket: PastTicketView }) {
  const { severity, status } = ticket;
  return (
    <li>
      <TicketName ticket={ticket} onOpenGroup={onOpenGroup} />
      <p className="flex flex-wrap items-center gap-x-2">
        <SeverityMark short severity={severity} className="text-ink-muted" />
        <StatusBadge status={status} />
      </p>
    </li>
  );
}

function EmergencyRow({ emergency, onOpenGroup }: Opening & { emergency: PastEmergencyView }) {
  const t = useTranslations("customerCard");
  const moment = useMoment();
  const { declaredAt, endedAt } = emergency;
  return (
    <li>
      <TicketName ticket={emergency} onOpenGroup={onOpenGroup} />
      <p className={endedAt === null ? "text-danger-ink" : "text-ink-muted"}>
        {endedAt === null ? t("running", { time: moment(declaredAt) }) : moment(declaredAt)}
      </p>
    </li>
  );
}

type Named = Pick<PastTicketView, "number" | "groupId" | "title">;

function TicketName({ ticket: { number, groupId, title }, onOpenGroup }: Opening & { ticket: Named }) {
  const t = useTranslations("customerCard");
  const isMine = useGroupRows().some(({ id }) => id === groupId);
  const name = (
    <>
      #{number} <bdi>{title}</bdi>
    </>
  );
  if (!isMine) return <p className="break-words">{name}</p>;
  return (
    <button
      type="button"
      title={t("openTicket", { number })}
      onClick={() => onOpenGroup(groupId)}
      className="min-h-6 text-left break-words text-accent-ink underline underline-offset-2 pointer-coarse:min-h-10"
    >
      {name}
    </button>
  );
}
