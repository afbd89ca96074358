"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { ReopenDialog } from "@/components/tickets/ticket-pane/reason-dialogs";
import { useTicketChange } from "@/components/tickets/ticket-pane/use-ticket-change";
import { useTicket } from "@/components/tickets/use-tickets";
import { Button } from "@/components/ui/button";

type ReopenOfferProps = { ticketId: string; onReopened: () => void };

/** What to do about a ticket that is over: reopen it, or, when it is too old for that, go on with it in a new one. */
export function ReopenOffer({ ticketId, onReopened }: ReopenOfferProps) {
  const t = useTranslations("tickets");
  const { data: ticket } = useTicket(ticketId);
  const [isAsked, setAsked] = useState(false);
  const change = useTicketChange();
  if (!ticket) return null;
  if (ticket.abilities.continue) return <p>{t("reminder.tooOld")}</p>;
  if (!ticket.abilities.reopen) return null;

  function handleClose() {
    setAsked(false);
    change.forget();
    onReopened();
  }

  return (
    <div>
      <Button onClick={() => setAsked(true)}>{t("moves.reopen")}</Button>
      {isAsked && <ReopenDialog ticket={ticket} change={change} onClose={handleClose} />}
    </div>
  );
}
