"use client";

import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, use, useEffect, useState, useSyncExternalStore } from "react";
import { useDoor } from "@/components/app-shell/door-provider";
import { browserPressStore, type KeptPress } from "@/lib/tickets/browser/press-store";
import { type PressState, ReminderPresses } from "@/lib/tickets/browser/reminder-presses";
import { pressReminder, reminderKey } from "@/lib/tickets/browser/reminder-queries";
import { ticketKeys } from "@/lib/tickets/browser/ticket-queries";

const PressesContext = createContext<ReminderPresses | null>(null);

/** Sends the reader's presses on Reminder, whichever ticket is shown, also those an earlier page left behind. */
export function PressesProvider({ me, children }: { me: string; children: ReactNode }) {
  const door = useDoor();
  const queries = useQueryClient();
  const [presses] = useState(
    () =>
      new ReminderPresses({
        store: browserPressStore(`${door.kind === "employee" ? door.appId : door.kind}:${me}`),
        send: ({ ticketId, pressedAt }) => pressReminder(door, ticketId, pressedAt),
        onSettled: (ticketId, reading) => {
          if (reading !== null) queries.setQueryData(reminderKey(ticketId), reading);
          void queries.invalidateQueries({ queryKey: ticketKeys.all });
        },
      }),
  );

  useEffect(() => {
    presses.start();
    const retry = () => presses.retry();
    window.addEventListener("online", retry);
    return () => {
      window.removeEventListener("online", retry);
      presses.stop();
    };
  }, [presses]);

  return <PressesContext value={presses}>{children}</PressesContext>;
}

const none: readonly PressState[] = [];
const nothing = { states: none, press: (_press: KeptPress) => undefined, forget: (_id: string) => undefined };

/** The presses of this page's reader; none where nobody presses. */
export function usePresses(): Pick<ReminderPresses, "press" | "forget"> & { states: readonly PressState[] } {
  const presses = use(PressesContext);
  const states = useSyncExternalStore(
    (listener) => presses?.subscribe(listener) ?? (() => undefined),
    () => presses?.states() ?? none,
    () => none,
  );
  if (presses === null) return nothing;
  return {
    states,
    press: (press) => presses.press(press),
    forget: (ticketId) => presses.forget(ticketId),
  };
}
