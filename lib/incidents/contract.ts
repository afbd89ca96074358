import { z } from "zod";
import { OTHER_PRODUCT } from "@/lib/duty/contract";
import { severities, type Severity } from "@/lib/tickets/contract";

/** What makes something an emergency (manual, part 2 "Emergency"); their names are `incidents.reason.*` of the catalogs. */
export const incidentReasons = [
  "data_loss",
  "data_corruption",
  "business_unavailable",
  "security_incident",
] as const;
export type IncidentReason = (typeof incidentReasons)[number];

const incidentStatuses = [
  "declared",
  "acknowledged",
  "in_progress",
  "mitigated",
  "closed",
  "cancelled",
] as const;
export type IncidentStatus = (typeof incidentStatuses)[number];

/** Whether an emergency in this state is still running. */
export const isOpen = (status: IncidentStatus): boolean => status !== "closed" && status !== "cancelled";

/** The states of which the customer's people get a card (design.md §4.3: one per emergency and state). */
export const cardStates = ["declared", "acknowledged", "mitigated", "closed"] as const;
export type CardState = (typeof cardStates)[number];

export const IMPACT_LIMIT = 200;
/** Longest reason, cause and summary in characters. */
export const REASON_LIMIT = 500;
export const SUMMARY_LIMIT = 2_000;

const isText = (text: string): boolean => !text.includes("\0") && text.isWellFormed();
const text = (limit: number, tooLong: string) =>
  z.string().trim().max(limit, tooLong).refine(isText, "incidents.not_text");
/** A line break typed or pasted is a space. */
const line = (limit: number, tooLong: string) =>
  z
    .string()
    .transform((typed) => typed.replace(/\s+/g, " ").trim())
    .pipe(z.string().max(limit, tooLong).refine(isText, "incidents.not_text"));

/** Numbers are written in too many ways to check more than that it holds some digits. */
const callbackNumber = line(60, "incidents.callback_too_long")
  .refine((typed) => typed === "" || /\d.*\d.*\d/.test(typed), "incidents.callback_malformed")
  .transform((typed) => (typed === "" ? null : typed))
  .nullable()
  .default(null);

/**
 * The Emergency button: of a ticket, or of a service main group, where a ticket is made first and `clientId` (made once
 * per dialog) keeps a second try from making another.
 */
export const declareIncidentInput = z
  .object({
    ticketId: z.uuid().optional(),
    groupId: z.uuid().optional(),
    clientId: z.uuid().optional(),
    productCode: z.string().min(1).max(64).default(OTHER_PRODUCT),
    reason: z.enum(incidentReasons, "incidents.reason_unknown"),
    impact: line(IMPACT_LIMIT, "incidents.impact_too_long").refine(
      (typed) => typed !== "",
      "incidents.impact_missing",
    ),
    callbackNumber,
  })
  .refine(
    ({ ticketId, groupId, clientId }) =>
      ticketId !== undefined || (groupId !== undefined && clientId !== undefined),
    "incidents.no_place",
  );
export type DeclareIncidentInput = z.output<typeof declareIncidentInput>;

/** Names an emergency. */
export const incidentIdInput = z.object({ incidentId: z.uuid() });
export type IncidentIdInput = z.output<typeof incidentIdInput>;

/** Ends an emergency; the cause may come later, but one that was never mitigated is not closed without. */
export const closeIncidentInput = z.object({
  incidentId: z.uuid(),
  cause: text(REASON_LIMIT, "incidents.cause_too_long").default(""),
  summary: text(SUMMARY_LIMIT, "incidents.summary_too_long").default(""),
});
export type CloseIncidentInput = z.output<typeof closeIncidentInput>;

/** Says that it was no emergency, and how severe the ticket is instead. */
export const downgradeIncidentInput = z.object({
  incidentId: z.uuid(),
  severity: z.enum(severities),
  reason: text(REASON_LIMIT, "incidents.reason_too_long").min(1, "incidents.reason_missing"),
});
export type DowngradeIncidentInput = z.output<typeof downgradeIncidentInput>;

/** Calls that somebody's desk has shown them. */
export const markPageSeenInput = z.object({ pageIds: z.array(z.uuid()).min(1).max(100) });
export type MarkPageSeenInput = z.output<typeof markPageSeenInput>;

/** The report of an emergency, in a language of the product. */
export const incidentReportInput = z.object({
  incidentId: z.uuid(),
  locale: z.enum(["en", "zh-CN"]).default("zh-CN"),
});
export type IncidentReportInput = z.output<typeof incidentReportInput>;

/** The open emergencies that concern the reader; no parameters. */
export const listMyIncidentsInput = z.object({});
export type ListMyIncidentsInput = z.output<typeof listMyIncidentsInput>;

/** What pressing Emergency answers: where it runs, and since when, if it did already. */
export type DeclaredIncidentView = {
  incidentId: string;
  ticketId: string;
  ticketNumber: number;
  /** The ticket's group. */
  groupId: string;
  /** Whether an emergency was running that the reader joined. */
  joined: boolean;
  status: IncidentStatus;
  declaredAt: string;
  acknowledgedByName: string | null;
};

type PersonName = { personId: string; name: string };

/** A step of the chain, counted from 1. */
type EscalationStepView = { number: number; dueAt: string; isAllHands: boolean };

/** What the reader may do with an emergency now: for showing and hiding buttons, never for protection. */
type IncidentAbilitiesView = Record<
  "acknowledge" | "work" | "mitigate" | "close" | "downgrade" | "undo" | "reportSolved",
  boolean
>;

/** An emergency as its banner shows it. */
export type IncidentView = {
  id: string;
  ticketId: string;
  status: IncidentStatus;
  reason: IncidentReason;
  impact: string;
  /** For the service side, and for who gave it. */
  callbackNumber: string | null;
  declaredAt: string;
  declaredBy: PersonName | null;
  joined: readonly (PersonName & { reason: IncidentReason; impact: string; joinedAt: string })[];
  acknowledgedBy: PersonName | null;
  acknowledgedAt: string | null;
  mitigatedAt: string | null;
  closedAt: string | null;
  /** Steps that were decided, how many people were called by the last, and what comes if nobody acknowledges. */
  step: { number: number; people: number; isAllHands: boolean } | null;
  next: EscalationStepView | null;
  /** Until when the reader can take it back; null when they cannot. */
  undoUntil: string | null;
  /** The last customer to say that it is solved, while nobody has acted on it. */
  reportedSolvedBy: PersonName | null;
  /** Set while it belongs to a wider disturbance: whether that is over, and the last status text told of it. */
  disturbance: { isOver: boolean; status: { text: string; toldAt: string } | null } | null;
  abilities: IncidentAbilitiesView;
  /** By the server's clock: no device's is trusted alone. */
  serverTime: string;
};

/** An emergency in the desk: one that runs in a ticket of the reader's, or that they were called for and was undone. */
export type MyIncidentView = {
  id: string;
  ticketId: string;
  ticketNumber: number;
  groupId: string;
  title: string;
  organizationName: string;
  severity: Severity;
  status: IncidentStatus;
  reason: IncidentReason;
  impact: string;
  declaredAt: string;
  serverTime: string;
  acknowledgedByName: string | null;
  /** How often the reader was called for it. */
  calls: number;
  /** Calls the desk is to show the reader now. */
  unseenPageIds: readonly string[];
};

export const MAJOR_TITLE_LIMIT = 120;
export const STATUS_LIMIT = 2_000;
/** How many emergencies one press groups. */
const GROUPED_AT_ONCE = 100;

const incidentIds = z.array(z.uuid()).max(GROUPED_AT_ONCE, "incidents.too_many_at_once");

/** Opens a major incident over emergencies that run; the title is for the service team alone. */
export const openMajorIncidentInput = z.object({
  title: line(MAJOR_TITLE_LIMIT, "incidents.major_title_too_long").refine(
    (typed) => typed !== "",
    "incidents.major_title_missing",
  ),
  incidentIds: incidentIds.min(1, "incidents.nothing_chosen"),
});
export type OpenMajorIncidentInput = z.output<typeof openMajorIncidentInput>;

/** Adds emergencies to a major incident and takes others out of it. */
export const groupIncidentsInput = z
  .object({ majorIncidentId: z.uuid(), add: incidentIds.default([]), remove: incidentIds.default([]) })
  .refine(({ add, remove }) => add.length + remove.length > 0, "incidents.nothing_chosen");
export type GroupIncidentsInput = z.output<typeof groupIncidentsInput>;

/** A status text for all customers of a major incident, or its last; `updateId` is made once per text, so that sending it again tells nobody twice. */
export const postMajorUpdateInput = z.object({
  majorIncidentId: z.uuid(),
  updateId: z.uuid(),
  text: text(STATUS_LIMIT, "incidents.status_too_long").min(1, "incidents.status_missing"),
});
export type PostMajorUpdateInput = z.output<typeof postMajorUpdateInput>;

/** What sending a status text answers: how many tickets' groups were told of it. */
export type PostedMajorUpdateView = { updateId: string; groups: number; replayed: boolean };

/** An emergency on the page of all customers' emergencies. */
export type IncidentRowView = Omit<MyIncidentView, "calls" | "unseenPageIds" | "serverTime"> & {
  /** The last step that called somebody. */
  step: IncidentView["step"];
  /** Whether the reader is in its ticket's group, and so can open the conversation. */
  isMember: boolean;
};

/** A major incident that is open, with its last status texts, the newest first. */
export type MajorIncidentView = {
  id: string;
  title: string;
  openedAt: string;
  openedByName: string;
  incidents: readonly IncidentRowView[];
  updates: readonly { id: string; text: string; toldAt: string; authorName: string }[];
};

/** All emergencies that run: grouped, not grouped, and which of the latter might have one cause. */
export type MajorIncidentsView = {
  majors: readonly MajorIncidentView[];
  ungrouped: readonly IncidentRowView[];
  suggestion: { incidentIds: readonly string[]; customers: number } | null;
};
