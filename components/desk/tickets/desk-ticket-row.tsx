"use client";

import { Siren } from "lucide-react";
import { useTranslations } from "use-intl";
import { usePersonName } from "@/components/app-shell/use-person-name";
import { SeverityMark } from "@/components/tickets/severity-mark";
import { StatusBadge } from "@/components/tickets/status-badge";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { DueMark } from "@/components/workstation/due-mark";
import type { DeskTicketRowView } from "@/lib/tickets/browser/ticket-lists";

/** Columns where there is room for them; else one thing below the other. */
const frame =
  "grid min-h-24 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 border-b px-4 py-2.5 md:min-h-14 md:grid-cols-[minmax(0,1fr)_9rem_11rem_7rem] xl:grid-cols-[minmax(0,1fr)_12rem_10rem_13rem_7rem]";

type DeskTicketRowProps = {
  ticket: DeskTicketRowView;
  /** Null where it cannot be taken from this list. */
  onTake: (() => void) | null;
  busy: boolean;
};

/** A ticket in one of the desk's lists, under its customer's name. */
export function DeskTicketRow({ ticket, onTake, busy }: DeskTicketRowProps) {
  const t = useTranslations("desk.tickets");
  const workstation = useTranslations("workstation");
  const nameOf = usePersonName();
  const name = (
    <>
      <span className="text-ink-muted tabular-nums">#{ticket.number}</span> <bdi>{ticket.title}</bdi>
    </>
  );
  return (
    <div className={frame}>
      <div className="min-w-0">
        <p className="truncate font-medium">
          {ticket.isMember ? (
            <a href={`/desk?group=${ticket.groupId}`} className="hover:underline">
              {name}
            </a>
          ) : (
            name
          )}
        </p>
        <p className="flex items-center gap-2 text-sm text-ink-muted">
          <SeverityMark severity={ticket.severity} short />
          <bdi className="min-w-0 truncate">{ticket.organizationName}</bdi>
          {ticket.hasOpenIncident && (
            <Badge tone="danger">
              <Siren aria-hidden="true" className="size-3.5" />
              {workstation("emergency")}
            </Badge>
          )}
        </p>
      </div>
      <span className="justify-self-end md:justify-self-start">
        <StatusBadge status={ticket.status} />
      </span>
      <bdi className="hidden truncate text-sm xl:block">
        {ticket.assignee ? (
          nameOf(ticket.assignee.name)
        ) : (
          <span className="text-ink-faint">{workstation("nobody")}</span>
        )}
      </bdi>
      <span className="text-sm text-ink-muted">
        {ticket.nextDueAt !== null && <DueMark instant={ticket.nextDueAt} />}
      </span>
      <span className="justify-self-end">
        {onTake && (
          <Button
            size="small"
            busy={busy}
            aria-label={t("takeNumber", { number: ticket.number })}
            onClick={onTake}
          >
            {t("take")}
          </Button>
        )}
      </span>
    </div>
  );
}

/** A row's place while it is loading. */
export function DeskTicketRowSkeleton() {
  return (
    <div className={frame}>
      <div className="flex flex-col gap-2">
        <Skeleton className="h-4 w-3/4" />
        <Skeleton className="h-4 w-1/3" />
      </div>
      <Skeleton className="h-5 w-20" />
    </div>
  );
}
