"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, useTransition } from "react";
import { useDoor } from "@/components/app-shell/door-provider";
import { ReadFailure } from "@/lib/errors/browser/read-view";
import type { Refusal, Result } from "@/lib/errors/result";
import {
  declareIncident,
  type EmergencyForm,
  incidentKeys,
  readMyIncidents,
  readTicketIncident,
} from "@/lib/incidents/browser/incident-queries";
import { isOpen } from "@/lib/incidents/contract";
import { ticketKeys } from "@/lib/tickets/browser/ticket-queries";

/** Every change arrives as a system line; these find what a broken connection has missed. */
const WHILE_RUNNING = 10_000;
const OTHERWISE = 60_000;
const ALARM_CHECK = 10_000;
const LONGEST_RETRY = 5_000;

/** The emergency of a ticket that is running, or the last one there was. */
export function useTicketIncident(ticketId: string) {
  const door = useDoor();
  return useQuery({
    queryKey: incidentKeys.ofTicket(ticketId),
    queryFn: () => readTicketIncident(door, ticketId),
    refetchInterval: ({ state }) => (state.data && isOpen(state.data.status) ? WHILE_RUNNING : OTHERWISE),
  });
}

/** The emergencies that concern the reader at the desk; asked for also while nobody looks, for it is an alarm. */
export function useMyIncidents() {
  return useQuery({
    queryKey: incidentKeys.mine,
    queryFn: readMyIncidents,
    refetchInterval: ALARM_CHECK,
    refetchIntervalInBackground: true,
  });
}

const isUnreached = (thrown: unknown): boolean => thrown instanceof ReadFailure && thrown.code === null;

/** The press on Emergency. What does not reach the server is tried until it does: pressing twice is joining. */
export function useDeclaring() {
  const door = useDoor();
  const queries = useQueryClient();
  const { data, error, isPending, failureCount, mutate, reset } = useMutation({
    mutationFn: (form: EmergencyForm) => declareIncident(door, form),
    networkMode: "always",
    retry: (_count, thrown) => isUnreached(thrown),
    retryDelay: (count) => Math.min(500 * 2 ** count, LONGEST_RETRY),
    onSettled: () => queries.invalidateQueries({ queryKey: ticketKeys.all }),
  });
  return {
    declared: data ?? null,
    refusal: error instanceof ReadFailure ? error.reason : null,
    isPending,
    isWaiting: isPending && failureCount > 0,
    declare: mutate,
    forget: reset,
  };
}

/** Changes an emergency, one change at a time, and reads anew how it stands after each, and when somebody else was faster. */
export function useIncidentChange() {
  const queries = useQueryClient();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isUnreachable, setUnreachable] = useState(false);
  const [isPending, startTransition] = useTransition();

  async function attempt(change: () => Promise<Result<void>>, onDone?: () => void) {
    const result = await change().catch(() => null);
    await queries.invalidateQueries({ queryKey: ticketKeys.all });
    setUnreachable(result === null);
    setRefusal(result === null || result.ok ? null : result.error);
    if (result?.ok) onDone?.();
  }

  return {
    refusal,
    isUnreachable,
    isPending,
    forget: () => {
      setRefusal(null);
      setUnreachable(false);
    },
    run: (change: () => Promise<Result<void>>, onDone?: () => void) =>
      startTransition(() => attempt(change, onDone)),
  };
}

export type IncidentChange = ReturnType<typeof useIncidentChange>;
