import type { SlaClocksView, TicketStatus } from "@/lib/tickets/contract";

type ClockKind = keyof SlaClocksView;

/** The clock a header shows: the promise that is broken, or will be next. */
export type ShownClock = { kind: ClockKind; state: "pending" | "due_soon" | "breached"; dueAt: string };

const kinds = ["firstResponse", "nextUpdate", "resolution"] as const;

/**
 * The soonest clock of an open ticket; "paused" when all that is left waits for the customer, null when nothing is
 * promised any more. A first response that came too late is history once work has begun.
 */
export function soonestClock(status: TicketStatus, clocks: SlaClocksView): ShownClock | "paused" | null {
  if (status === "resolved" || status === "closed") return null;
  const isUnanswered = status === "new" || status === "assigned";
  const running = kinds.flatMap((kind): ShownClock[] => {
    const { state, dueAt } = clocks[kind];
    if (kind === "firstResponse" && state === "breached" && !isUnanswered) return [];
    if (dueAt === null || state === "met" || state === "paused") return [];
    return [{ kind, state, dueAt }];
  });
  const [soonest] = running.toSorted((one, other) => (one.dueAt < other.dueAt ? -1 : 1));
  if (soonest) return soonest;
  return kinds.some((kind) => clocks[kind].state === "paused") ? "paused" : null;
}

const SECOND = 1_000;
const DAY = 24 * 60 * 60 * SECOND;

/**
 * How long it is until `dueAt`, or since, as a clock: `9:41`, `1:09:41`. Null from a day on, when a date says more than a
 * number that ticks.
 */
export function countdown(dueAt: string, now: number): string | null {
  const distance = Math.abs(Date.parse(dueAt) - now);
  if (distance >= DAY) return null;
  const seconds = Math.floor(distance / SECOND);
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  const tail = String(seconds % 60).padStart(2, "0");
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${tail}` : `${minutes}:${tail}`;
}
