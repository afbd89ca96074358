"use client";

import { useLayoutEffect } from "react";
import { useTranslations } from "use-intl";
import { useReasonText } from "@/components/app-shell/use-reason-text";
import { AssignDialog } from "@/components/tickets/ticket-pane/assign-dialog";
import { useTicketChange } from "@/components/tickets/ticket-pane/use-ticket-change";
import { useTicket } from "@/components/tickets/use-tickets";
import { Dialog } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { ReadFailure } from "@/lib/errors/browser/read-view";

type AssignTicketProps = { ticketId: string; onClose: () => void };

/** Gives a ticket to somebody, from outside of its details. */
export function AssignTicket({ ticketId, onClose }: AssignTicketProps) {
  const t = useTranslations("inbox.assign");
  const moves = useTranslations("tickets.moves");
  const reasonText = useReasonText();
  const change = useTicketChange();
  const { data: ticket, error } = useTicket(ticketId);
  useFocusBack();
  if (ticket?.abilities.assign) return <AssignDialog ticket={ticket} change={change} onClose={onClose} />;
  return (
    <Dialog open title={moves("assign")} onClose={onClose}>
      {ticket && <p>{t("notNow")}</p>}
      {error && <p role="alert">{reasonText(error instanceof ReadFailure ? error.reason : undefined)}</p>}
      {!ticket && !error && <Skeleton className="h-24" />}
    </Dialog>
  );
}

/** A dialog that goes with its component gives no focus back: whoever had it before gets it. */
function useFocusBack(): void {
  useLayoutEffect(() => {
    const before = document.activeElement;
    return () => {
      setTimeout(() => {
        if (before instanceof HTMLElement && before.isConnected) before.focus();
      });
    };
  }, []);
}
