"use client";

import { useState } from "react";
import { fillTicketDraft } from "@/components/tickets/create-ticket/ticket-draft-store";
import type { CreatedTicket } from "@/components/tickets/create-ticket/use-create-ticket";
import type { GroupRowView } from "@/lib/groups/contract";
import type { TicketView } from "@/lib/tickets/contract";

type CreatedTicketOf = {
  me: string;
  groups: readonly GroupRowView[];
  /** Shows a group, with or without the form beside it. */
  onShow: (groupId: string, pane: "create-ticket" | null) => void;
};

/** From the form to the ticket it made, and from a closed ticket to the form that goes on with it. */
export function useCreatedTicket({ me, groups, onShow }: CreatedTicketOf) {
  const [created, setCreated] = useState<CreatedTicket | null>(null);

  function handleCreated(ticket: CreatedTicket) {
    setCreated(ticket);
    onShow(ticket.groupId, null);
  }

  function handleContinue(ticket: TicketView) {
    const { id, number, title, productCode, severity, resourceIds, region, mainGroupId } = ticket;
    // What is being written already stays.
    fillTicketDraft(me, mainGroupId, (fields) => ({
      previous: { ticketId: id, number },
      title: fields.title || title,
      productCode: fields.productCode || productCode,
      severity: fields.severity || severity,
      resources: fields.resources || resourceIds.join("\n"),
      region: fields.region || (region ?? ""),
    }));
    onShow(mainGroupId, "create-ticket");
  }

  return {
    created,
    dismiss: () => setCreated(null),
    handleCreated,
    /** Null where the reader is not in the main group a new ticket would be created in. */
    continueIn: (mainGroupId: string) =>
      groups.some(({ id }) => id === mainGroupId) ? handleContinue : null,
  };
}

export type Creating = ReturnType<typeof useCreatedTicket>;
