"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useDoor } from "@/components/app-shell/door-provider";
import { ReadFailure } from "@/lib/errors/browser/read-view";
import { pressReminder, readReminder, reminderKey } from "@/lib/tickets/browser/reminder-queries";
import { ticketKeys } from "@/lib/tickets/browser/ticket-queries";

/** That somebody has read it is in no group's log: whoever watches asks this often. */
const WATCHING = 5_000;
const GLANCING = 60_000;
const LONGEST_RETRY = 15_000;

const isUnreached = (thrown: unknown): boolean => thrown instanceof ReadFailure && thrown.code === null;

/**
 * How the reminding of a ticket stands, and the press. A press that does not reach the server waits, also when the reader
 * looks elsewhere on this page, and says when it was made: the server sends it only if it is still true (edge-cases §5.8).
 */
export function useReminder(ticketId: string, isWatched: boolean) {
  const door = useDoor();
  const queries = useQueryClient();
  const queryKey = reminderKey(ticketId);
  const { data: reading, isError } = useQuery({
    queryKey,
    queryFn: () => readReminder(door, ticketId),
    refetchInterval: isWatched ? WATCHING : GLANCING,
  });
  const pressing = useMutation({
    mutationKey: [...queryKey, "press"],
    mutationFn: (pressedAt: string) => pressReminder(door, ticketId, pressedAt),
    retry: (_count, thrown) => isUnreached(thrown),
    retryDelay: (count) => Math.min(1_000 * 2 ** count, LONGEST_RETRY),
    onSuccess: (pressed) => queries.setQueryData(queryKey, pressed),
    onSettled: () => queries.invalidateQueries({ queryKey: ticketKeys.all }),
  });
  const { data: pressed, error, isPending, isPaused, failureCount, mutate, reset } = pressing;
  const clockAhead = reading?.clockAhead ?? 0;
  return {
    reading,
    hasFailed: isError && reading === undefined,
    answer: pressed?.answer ?? null,
    refusal: error instanceof ReadFailure ? error.reason : null,
    isPending,
    /** Whether the press has not reached the server yet, and waits until it does. */
    isWaiting: isPending && (isPaused || failureCount > 0),
    press: () => {
      if (!isPending) mutate(new Date(Date.now() + clockAhead).toISOString());
    },
    forget: () => {
      if (!isPending) reset();
    },
  };
}

export type Reminding = ReturnType<typeof useReminder>;
