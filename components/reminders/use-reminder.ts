"use client";

import { useQuery } from "@tanstack/react-query";
import { useDoor } from "@/components/app-shell/door-provider";
import { usePresses } from "@/components/reminders/presses-provider";
import type { PressState } from "@/lib/tickets/browser/reminder-presses";
import { readReminder, reminderKey } from "@/lib/tickets/browser/reminder-queries";
import type { TicketRowView } from "@/lib/tickets/contract";

/** That somebody has read it is in no group's log: whoever watches asks this often. */
const WATCHING = 5_000;
const GLANCING = 60_000;

/**
 * How the reminding of a ticket stands, and the press. A press that does not reach the server waits on this device, and says
 * when it was made: the server sends it only if it is still true (edge-cases §5.8).
 */
export function useReminder({ id, number }: Pick<TicketRowView, "id" | "number">, isWatched: boolean) {
  const door = useDoor();
  const { states, press, forget } = usePresses();
  const { data: reading, isError } = useQuery({
    queryKey: reminderKey(id),
    queryFn: () => readReminder(door, id),
    refetchInterval: isWatched ? WATCHING : GLANCING,
  });
  const pressed = states.find((state) => state.press.ticketId === id);
  const clockAhead = reading?.clockAhead ?? 0;
  return {
    reading,
    hasFailed: isError && reading === undefined,
    ...outcomeOf(pressed),
    press: () => press({ ticketId: id, number, pressedAt: new Date(Date.now() + clockAhead).toISOString() }),
    forget: () => forget(id),
  };
}

function outcomeOf(pressed: PressState | undefined) {
  return {
    answer: pressed?.step === "answered" ? pressed.reading.answer : null,
    refusal: pressed?.step === "refused" ? pressed.reason : null,
    isPending: pressed?.step === "sending" || pressed?.step === "waiting",
    /** Whether the press has not reached the server yet, and waits until it does. */
    isWaiting: pressed?.step === "waiting",
  };
}

export type Reminding = ReturnType<typeof useReminder>;
