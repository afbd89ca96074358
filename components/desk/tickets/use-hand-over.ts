"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState, useTransition } from "react";
import type { Refusal } from "@/lib/errors/result";
import { handOverTicketsAction } from "@/lib/tickets/actions";
import type { HandOverOutcome } from "@/lib/tickets/browser/hand-over";
import type { DeskTicketRowView } from "@/lib/tickets/browser/ticket-lists";
import { ticketKeys } from "@/lib/tickets/browser/ticket-queries";

const noAnswer: Refusal = { code: "UNAVAILABLE", reason: "common.unreachable", details: {}, requestId: "–" };

/** A ticket as it was when it was to be handed over, and what became of it. */
export type HandedOver = { ticket: DeskTicketRowView; outcome: HandOverOutcome };

/** Hands tickets over. What was typed is forgotten once all of them are; what was refused stays to be tried again. */
export function useHandOver() {
  const queries = useQueryClient();
  const [note, setNote] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [handedOver, setHandedOver] = useState<readonly HandedOver[]>([]);
  const [isPending, startTransition] = useTransition();

  async function attempt(tickets: readonly DeskTicketRowView[], personId: string | null) {
    const wanted = tickets.map(({ id: ticketId, version }) => ({ ticketId, version }));
    const result = await handOverTicketsAction({ tickets: wanted, personId, note }).catch(() => null);
    await queries.invalidateQueries({ queryKey: ticketKeys.all });
    setRefusal(result?.ok === true ? null : (result?.error ?? noAnswer));
    if (result?.ok !== true) return;
    const outcomes = new Map(result.value.tickets.map((outcome) => [outcome.ticketId, outcome]));
    const rows = tickets.flatMap((ticket) => {
      const outcome = outcomes.get(ticket.id);
      return outcome ? [{ ticket, outcome }] : [];
    });
    setHandedOver(rows);
    if (rows.every(({ outcome }) => outcome.refusal === null)) setNote("");
  }

  return {
    note,
    setNote,
    refusal,
    handedOver,
    isPending,
    forgetOutcomes: () => {
      setRefusal(null);
      setHandedOver([]);
    },
    run: (tickets: readonly DeskTicketRowView[], personId: string | null) =>
      startTransition(() => attempt(tickets, personId)),
  };
}

export type HandOver = ReturnType<typeof useHandOver>;
