"use client";

import { UserRound } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { SeverityMark } from "@/components/tickets/severity-mark";
import { SlaCountdown } from "@/components/tickets/sla/sla-countdown";
import { StatusBadge } from "@/components/tickets/status-badge";
import { Skeleton } from "@/components/ui/skeleton";
import type { TicketReading } from "@/lib/tickets/browser/ticket-queries";
import type { TicketRowView } from "@/lib/tickets/contract";

type TicketBarProps = {
  row: TicketRowView;
  /** The whole ticket, once it is read. */
  ticket: TicketReading | undefined;
  /** Reminder and Emergency. */
  children: ReactNode;
};

/** Below the name of a ticket group: how severe, where it stands, who works on it, what is due. */
export function TicketBar({ row, ticket, children }: TicketBarProps) {
  const t = useTranslations("tickets");
  const { severity, status, assignee } = ticket ?? row;
  const isOpen = status !== "resolved" && status !== "closed";
  return (
    <div className="flex min-h-11 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b bg-sunken px-4 py-1 text-sm">
      <SeverityMark severity={severity} />
      <StatusBadge status={status} />
      {(assignee || isOpen) && (
        <span
          title={assignee ? t("header.engineer", { name: assignee.name }) : undefined}
          className="inline-flex min-w-0 items-center gap-1 text-ink-muted"
        >
          <UserRound aria-hidden="true" className="size-3.5 shrink-0" />
          {assignee ? (
            <>
              <span className="sr-only">{t("pane.engineer")}</span>
              <bdi className="truncate">{assignee.name}</bdi>
            </>
          ) : (
            t("waitingForDuty")
          )}
        </span>
      )}
      {ticket ? (
        <SlaCountdown status={ticket.status} clocks={ticket.clocks} clockAhead={ticket.clockAhead} />
      ) : (
        isOpen && <Skeleton className="h-5 w-36" />
      )}
      <div className="ml-auto flex items-center gap-2">{children}</div>
    </div>
  );
}
