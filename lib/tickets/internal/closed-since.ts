import { durations } from "@/lib/config/durations";

/** What of a ticket's row says that it is closed since `now`: it can be reopened for a while, then its group is archived. */
export function closedSince(now: Date) {
  const autoCloseAt = new Date(now.getTime() + durations.ticketReopening);
  return { status: "closed", closedAt: now, autoCloseAt } as const;
}
