/** What can happen to an emergency and is told in its ticket's group; each has its words in `notices.incident.*`. */
export type ToldEventType =
  | "declared"
  | "joined"
  | "paged"
  | "nobody"
  | "all_hands"
  | "acknowledged"
  | "lapsed"
  | "in_progress"
  | "mitigated"
  | "closed"
  | "undone"
  | "downgraded"
  | "reported_solved"
  | "grouped"
  | "ungrouped"
  | "status_told"
  | "last_status_told";

/**
 * Everything an emergency's history holds: `attended` is a sign of life that put off the lapse of an acknowledgement,
 * `superseded` the end of a mitigated emergency that was declared anew.
 */
export type IncidentEventType = ToldEventType | "attended" | "superseded";

/** Codes, ids and times of an event, under the keys that `noticeWords` knows. */
export type IncidentEventDetails = Record<string, string | number | null>;
