import { mentionsIn } from "@/lib/messages/contract";

/** What a card leads with, the most urgent first; the lane of an Emergency's own cards is another matter. */
const lanes = ["emergency", "assignment", "direct", "everyone", "digest"] as const;
export type Lane = (typeof lanes)[number];

/** System lines that say who looks after something of the reader's. */
const assignments: ReadonlySet<string> = new Set([
  "ticket.assigned",
  "ticket.handed_over",
  "ticket.handed_over_at_shift_end",
  "ticket.unassigned",
  "ticket.contact_changed",
]);

/** How urgent the mention of a person is, by what mentions them as it is now. */
export function laneOf(personId: string, message: { body: string; noticeKind: string | null }): Lane {
  const { body, noticeKind } = message;
  if (noticeKind !== null) {
    if (noticeKind.startsWith("incident.")) return "emergency";
    return assignments.has(noticeKind) ? "assignment" : "digest";
  }
  const { personIds, everyone } = mentionsIn(body);
  if (personIds.includes(personId)) return "direct";
  return everyone ? "everyone" : "digest";
}

/** Whether `one` is to be told before `other`: by lane, the newer first within one. */
export function compareUrgency(one: Ranked, other: Ranked): number {
  const byLane = lanes.indexOf(one.lane) - lanes.indexOf(other.lane);
  return byLane === 0 ? other.place - one.place : byLane;
}

/** A mention and its place among all of a card, the oldest first. */
export type Ranked = { lane: Lane; place: number };
