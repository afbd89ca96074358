import { type AppliedGroup, emptyGroup } from "@/lib/realtime/browser/group-state";
import type { PageBounds } from "@/lib/realtime/browser/read-client";

/** A conversation a page has opened, and what is being asked about it. */
export type Opened = AppliedGroup & {
  /** Up to where the log is known to reach. */
  known: number;
  isCatchingUp: boolean;
  /** Answers for an earlier opening are dropped. */
  opening: number;
  /** What was asked for and is not there yet. */
  wanted: PageBounds | null;
  /** Whether the members have to be asked for: there are none, or too much was missed to follow them. */
  needsMembers: boolean;
};

/** A conversation of which nothing has been asked yet. */
export function unopened(): Opened {
  const asked = { opening: 0, wanted: null, needsMembers: true };
  return { state: emptyGroup, sequence: 0, known: 0, isCatchingUp: false, ...asked };
}
