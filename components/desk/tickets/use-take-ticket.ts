"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Refusal } from "@/lib/errors/result";
import { takeTicketAction } from "@/lib/tickets/actions";
import type { DeskTicketRowView } from "@/lib/tickets/browser/ticket-lists";
import { ticketKeys } from "@/lib/tickets/browser/ticket-queries";

const noAnswer: Refusal = { code: "UNAVAILABLE", reason: "common.unreachable", details: {}, requestId: "–" };

/** Takes a ticket for oneself; who comes second is told who was first, and sees the list as it is now. */
export function useTakeTicket() {
  const queries = useQueryClient();
  const [takingId, setTakingId] = useState<string | null>(null);
  const [taken, setTaken] = useState<DeskTicketRowView | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  async function take(ticket: DeskTicketRowView) {
    setTakingId(ticket.id);
    const { id: ticketId, version } = ticket;
    const result = await takeTicketAction({ ticketId, version }).catch(() => null);
    setTaken(result?.ok === true ? ticket : null);
    setRefusal(result?.ok === true ? null : (result?.error ?? noAnswer));
    await queries.invalidateQueries({ queryKey: ticketKeys.all });
    setTakingId(null);
  }

  return { take: (ticket: DeskTicketRowView) => void take(ticket), takingId, taken, refusal };
}
