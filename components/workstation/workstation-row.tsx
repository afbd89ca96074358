"use client";

import { Lock, Siren } from "lucide-react";
import { useTranslations } from "use-intl";
import { usePersonName } from "@/components/app-shell/use-person-name";
import { ListTime } from "@/components/conversation/message-time";
import { SeverityMark } from "@/components/tickets/severity-mark";
import { StatusBadge } from "@/components/tickets/status-badge";
import { Badge } from "@/components/ui/badge";
import { Skeleton } from "@/components/ui/skeleton";
import { DueMark } from "@/components/workstation/due-mark";
import type { TicketRowView } from "@/lib/tickets/contract";

type WorkstationRowProps = {
  ticket: TicketRowView;
  productName: string;
  /** Where its group is shown: a link that can be copied or opened elsewhere. */
  address: string;
  onOpen: () => void;
};

const frame = "block min-h-24 border-b px-4 py-2.5";

/** A ticket in the Workstation's list: leads to its group, or says whom to ask where the reader is not in it. */
export function WorkstationRow({ ticket, productName, address, onOpen }: WorkstationRowProps) {
  const content = <RowContent ticket={ticket} productName={productName} />;
  if (!ticket.isMember) return <div className={`${frame} bg-sunken`}>{content}</div>;
  return (
    <a
      href={address}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        onOpen();
      }}
      className={`${frame} transition-colors hover:bg-hover focus-visible:-outline-offset-2`}
    >
      {content}
    </a>
  );
}

function RowContent({ ticket, productName }: Pick<WorkstationRowProps, "ticket" | "productName">) {
  const t = useTranslations("workstation");
  const nameOf = usePersonName();
  const { severity, status, assignee } = ticket;
  return (
    <>
      <span className="flex items-center gap-2">
        <SeverityMark severity={severity} short />
        <span className="text-sm text-ink-muted tabular-nums">#{ticket.number}</span>
        <StatusBadge status={status} />
        {ticket.hasOpenIncident && (
          <Badge tone="danger">
            <Siren aria-hidden="true" className="size-3.5" />
            {t("emergency")}
          </Badge>
        )}
        <ListTime instant={ticket.createdAt} className="ml-auto shrink-0 text-xs text-ink-faint" />
      </span>
      <bdi className="mt-0.5 line-clamp-2 font-medium break-words">{ticket.title}</bdi>
      <span className="mt-0.5 flex flex-wrap items-center gap-x-3 text-sm text-ink-muted">
        <bdi className="max-w-full truncate">{productName}</bdi>
        <bdi className="max-w-full truncate">{assignee?.name ?? t("nobody")}</bdi>
        {ticket.nextDueAt !== null && <DueMark instant={ticket.nextDueAt} />}
      </span>
      {!ticket.isMember && (
        <span className="mt-1 flex items-start gap-1.5 text-sm text-ink-muted">
          <Lock aria-hidden="true" className="mt-0.5 size-3.5 shrink-0" />
          <span className="min-w-0 break-words">
            {t("notMember", { name: nameOf(ticket.requester.name) })}
          </span>
        </span>
      )}
    </>
  );
}

/** A row's place while it is loading. */
export function WorkstationRowSkeleton() {
  return (
    <div className={frame}>
      <div className="flex h-5 items-center gap-2">
        <Skeleton className="h-4 w-8" />
        <Skeleton className="h-4 w-14" />
        <Skeleton className="h-5 w-20" />
      </div>
      <Skeleton className="mt-2 h-4 w-3/4" />
      <Skeleton className="mt-2 h-4 w-1/2" />
    </div>
  );
}
