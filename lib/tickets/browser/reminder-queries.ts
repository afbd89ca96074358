import { type PersonDoor, postView, readView, routesOf } from "@/lib/errors/browser/read-view";
import type { ReminderView } from "@/lib/tickets/contract";

/** A view with how far the server's clock is ahead of this device's, in milliseconds: no device's clock is trusted alone. */
export type ReminderReading = ReminderView & { clockAhead: number };

/** The key under which a page holds how the reminding of a ticket stands; it goes stale with everything about tickets. */
export const reminderKey = (ticketId: string) => ["tickets", "reminder", ticketId] as const;

const withClock = (view: ReminderView): ReminderReading => ({
  ...view,
  clockAhead: Date.parse(view.serverTime) - Date.now(),
});

/** How the reminding of a ticket stands. */
export async function readReminder(door: PersonDoor, ticketId: string): Promise<ReminderReading> {
  return withClock(await readView(`${routesOf(door)}/tickets/${ticketId}/reminder`));
}

/** Presses Reminder; `pressedAt` is by the server's clock, for a press that has waited for a connection. */
export async function pressReminder(
  door: PersonDoor,
  ticketId: string,
  pressedAt: string,
): Promise<ReminderReading> {
  return withClock(await postView(`${routesOf(door)}/tickets/${ticketId}/reminders`, { pressedAt }));
}
