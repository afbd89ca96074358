import {
  type Clocked,
  clocked,
  type PersonDoor,
  postView,
  readView,
  routesOf,
} from "@/lib/errors/browser/read-view";
import type { ReminderView } from "@/lib/tickets/contract";

/** How the reminding of a ticket stands, as it was read. */
export type ReminderReading = Clocked<ReminderView>;

/** The key under which a page holds how the reminding of a ticket stands; it goes stale with everything about tickets. */
export const reminderKey = (ticketId: string) => ["tickets", "reminder", ticketId] as const;

/** How the reminding of a ticket stands. */
export async function readReminder(door: PersonDoor, ticketId: string): Promise<ReminderReading> {
  return clocked(await readView<ReminderView>(`${routesOf(door)}/tickets/${ticketId}/reminder`));
}

/** Presses Reminder; `pressedAt` is by the server's clock, for a press that has waited for a connection. */
export async function pressReminder(
  door: PersonDoor,
  ticketId: string,
  pressedAt: string,
): Promise<ReminderReading> {
  return clocked(
    await postView<ReminderView>(`${routesOf(door)}/tickets/${ticketId}/reminders`, { pressedAt }),
  );
}
