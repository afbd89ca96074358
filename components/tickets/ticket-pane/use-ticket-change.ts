"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState, useTransition } from "react";
import type { Refusal, Result } from "@/lib/errors/result";
import { ticketKeys } from "@/lib/tickets/browser/ticket-queries";

/** A change of a ticket by its version; what was typed belongs to who asks. */
export type Change = () => Promise<Result<{ version: number }>>;

type Outcomes = { onDone?: () => void; onRefused?: () => void };

/**
 * Changes a ticket, one change at a time. After each, and when somebody else was faster, the page reads the ticket anew, so
 * that the next attempt is about what is there.
 */
export function useTicketChange() {
  const queries = useQueryClient();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isUnreachable, setUnreachable] = useState(false);
  const [isPending, startTransition] = useTransition();

  async function attempt(change: Change, { onDone, onRefused }: Outcomes) {
    const result = await change().catch(() => null);
    await queries.invalidateQueries({ queryKey: ticketKeys.all });
    setUnreachable(result === null);
    setRefusal(result === null || result.ok ? null : result.error);
    if (result?.ok) onDone?.();
    else if (result) onRefused?.();
  }

  return {
    refusal,
    isUnreachable,
    isPending,
    forget: () => {
      setRefusal(null);
      setUnreachable(false);
    },
    run: (change: Change, outcomes: Outcomes = {}) => startTransition(() => attempt(change, outcomes)),
  };
}

export type TicketChange = ReturnType<typeof useTicketChange>;
