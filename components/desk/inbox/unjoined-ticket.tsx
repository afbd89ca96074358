"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowLeft, SearchX } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { useQueryState } from "@/components/app-shell/use-query-state";
import { useGroupRows } from "@/components/conversation/conversation-provider";
import { CustomerBand } from "@/components/conversation/customer-band";
import { AssignTicket } from "@/components/desk/inbox/assign-ticket";
import { useDeskRoles } from "@/components/desk/desk-reader";
import { SeverityMark } from "@/components/tickets/severity-mark";
import { StatusBadge } from "@/components/tickets/status-badge";
import { ChangeProblem } from "@/components/tickets/ticket-pane/change-problem";
import { useTicketChange } from "@/components/tickets/ticket-pane/use-ticket-change";
import { useTicket } from "@/components/tickets/use-tickets";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { IconButton } from "@/components/ui/icon-button";
import { Skeleton } from "@/components/ui/skeleton";
import { inboxKeys, searchDeskFor } from "@/lib/desk/browser/inbox-queries";
import type { DeskHitView } from "@/lib/desk/contract";
import { readsTicketsOfOthers } from "@/lib/desk/policy";
import { takeTicketAction } from "@/lib/tickets/actions";

type UnjoinedTicketProps = {
  number: string;
  colourOf: (organizationName: string) => string;
};

/** A ticket in whose group the reader is not: that it exists, and taking it. Once they are in its group, that opens. */
export function UnjoinedTicket({ number, colourOf }: UnjoinedTicketProps) {
  const t = useTranslations("inbox.unjoined");
  const address = useQueryState();
  const words = `#${number}`;
  const { data, isPending } = useQuery({
    queryKey: inboxKeys.search(words),
    queryFn: () => searchDeskFor(words),
  });
  const hit = data?.find(({ ticket }) => ticket?.number === Number(number));
  const isMine = useGroupRows().some(({ id }) => id === hit?.groupId);
  const groupId = hit?.groupId;
  useEffect(() => {
    if (isMine && groupId !== undefined) address.replace({ ticket: null, group: groupId });
  }, [isMine, groupId, address]);
  const back = (
    <IconButton label={t("back")} className="md:hidden" onClick={() => address.push({ ticket: null })}>
      <ArrowLeft />
    </IconButton>
  );
  if (isPending)
    return (
      <div aria-busy="true" className="flex flex-col gap-3 p-4">
        <Skeleton className="h-6 w-2/3" />
        <Skeleton className="h-4 w-1/3" />
      </div>
    );
  if (!hit?.ticket)
    return (
      <div className="p-2">
        {back}
        <EmptyState icon={<SearchX />} title={t("missing.title")}>
          {t("missing.text")}
        </EmptyState>
      </div>
    );
  return (
    <section aria-label={hit.name} className="flex min-h-0 flex-1 flex-col overflow-y-auto">
      <CustomerBand name={hit.organizationName} colour={colourOf(hit.organizationName)} />
      <div className="flex items-center gap-2 px-2 pt-2">{back}</div>
      <TicketCard ticket={hit.ticket} />
    </section>
  );
}

function TicketCard({ ticket }: { ticket: NonNullable<DeskHitView["ticket"]> }) {
  const t = useTranslations("inbox.unjoined");
  const desk = useTranslations("desk.tickets");
  const moves = useTranslations("tickets.moves");
  const change = useTicketChange();
  const [isAssigning, setAssigning] = useState(false);
  // Who leads the queue may read it, and give it to somebody.
  const mayRead = readsTicketsOfOthers(useDeskRoles());
  const { data: whole } = useTicket(mayRead ? ticket.id : null);
  const { id: ticketId, version, status } = ticket;
  const isOpen = status !== "resolved" && status !== "closed";
  return (
    <div className="mx-auto flex w-full max-w-lg flex-col gap-4 px-4 py-6">
      <h2 className="text-lg font-semibold break-words">
        #{ticket.number} <bdi>{ticket.title}</bdi>
      </h2>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <SeverityMark severity={ticket.severity} />
        <StatusBadge status={status} />
      </p>
      <p className="text-ink-muted">{t("text")}</p>
      <ChangeProblem change={change} />
      {isOpen && (
        <div className="flex flex-wrap gap-2">
          <Button
            variant="primary"
            size="large"
            busy={change.isPending}
            aria-label={desk("takeNumber", { number: ticket.number })}
            onClick={() => change.run(() => takeTicketAction({ ticketId, version }))}
          >
            {desk("take")}
          </Button>
          {whole?.abilities.assign && (
            <Button size="large" onClick={() => setAssigning(true)}>
              {moves(whole.assignee === null ? "assign" : "transfer")}
            </Button>
          )}
        </div>
      )}
      {isAssigning && <AssignTicket ticketId={ticketId} onClose={() => setAssigning(false)} />}
    </div>
  );
}
