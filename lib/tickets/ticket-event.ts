/** What can happen to a ticket; each has its words in `notices.ticket.*`, and is a fact its clocks are computed from. */
export type TicketEventType =
  | "created"
  | "assigned"
  | "handed_over"
  | "handed_over_at_shift_end"
  | "unassigned"
  | "waiting_for_duty"
  | "nobody_planned"
  | "status_changed"
  | "severity_changed"
  | "update_promised"
  | "resolved"
  | "closed"
  | "closed_by_silence"
  | "auto_close_warned"
  | "reopened"
  | "continued"
  | "contact_changed"
  | "service_ended"
  | "service_resumed";

/** Codes, ids and times of an event, under the keys that `noticeWords` knows. */
export type TicketEventDetails = Record<string, string | number | null>;
