import { z } from "zod";
import type { StaffRole } from "@/lib/actor/actor";
import { ATTACHMENTS_PER_MESSAGE } from "@/lib/messages/contract";

/** S1 to S4, the most severe first (ux.md); their names are `tickets.severity.*` of the catalogs. */
export const severities = ["s1", "s2", "s3", "s4"] as const;
export type Severity = (typeof severities)[number];

export const ticketStatuses = [
  "new",
  "assigned",
  "in_progress",
  "waiting_for_customer",
  "resolved",
  "closed",
] as const;
export type TicketStatus = (typeof ticketStatuses)[number];

/** Longest title and description in characters (UTF-16 units); what is longer belongs into a file. */
export const TITLE_LIMIT = 200;
const DESCRIPTION_LIMIT = 10_000;
/** Longest reason or comment in characters. */
export const REASON_LIMIT = 500;
const RESOURCES_LIMIT = 50;

const severity = z.enum(severities, "tickets.severity_missing");
const reason = z
  .string()
  .trim()
  .min(1, "tickets.reason_missing")
  .max(REASON_LIMIT, "tickets.reason_too_long");
/** Text that PostgreSQL can keep: no NUL, no half characters. */
const isText = (text: string): boolean => !text.includes("\0") && text.isWellFormed();
const text = (limit: number, tooLong: string) =>
  z.string().trim().max(limit, tooLong).refine(isText, "tickets.not_text");

/** The form of Create Ticket; `clientId` is made once per form: submitting it again gives the same ticket. */
export const createTicketInput = z.object({
  /** The service main group it is created in. */
  groupId: z.uuid(),
  clientId: z.uuid(),
  title: text(TITLE_LIMIT, "tickets.title_too_long").min(1, "tickets.title_missing"),
  productCode: z.string().min(1, "tickets.product_missing").max(64, "tickets.no_such_product"),
  severity,
  description: text(DESCRIPTION_LIMIT, "tickets.description_too_long").min(1, "tickets.description_missing"),
  resourceIds: z
    .array(text(200, "tickets.resource_too_long").min(1))
    .max(RESOURCES_LIMIT, "tickets.too_many_resources")
    .default([]),
  region: text(100, "tickets.region_too_long").min(1).nullable().default(null),
  beganAt: z.iso.datetime({ offset: true, message: "tickets.began_at_malformed" }).nullable().default(null),
  /** They come with the ticket's first message. */
  attachmentIds: z.array(z.uuid()).max(ATTACHMENTS_PER_MESSAGE, "tickets.too_many_attachments").default([]),
  /** A closed ticket that this one goes on with. */
  previousTicketId: z.uuid().nullable().default(null),
});
export type CreateTicketInput = z.output<typeof createTicketInput>;

/** Names a ticket. */
export const ticketIdInput = z.object({ ticketId: z.uuid() });
export type TicketIdInput = z.output<typeof ticketIdInput>;

/** The tickets of my groups; no parameters. */
export const listMyTicketsInput = z.object({});
export type ListMyTicketsInput = z.output<typeof listMyTicketsInput>;

/** A change of a ticket names the version its author saw: who comes second is told who was first. */
const changing = { ticketId: z.uuid(), version: z.number().int().positive() };

export const takeTicketInput = z.object(changing);
export type TakeTicketInput = z.output<typeof takeTicketInput>;

export const assignTicketInput = z.object({ ...changing, personId: z.uuid() });
export type AssignTicketInput = z.output<typeof assignTicketInput>;

/** Where a person may move a ticket to by hand; closing, reopening and assigning are use cases of their own. */
export const moveTicketInput = z.object({
  ...changing,
  status: z.enum(["in_progress", "waiting_for_customer", "resolved"]),
});
export type MoveTicketInput = z.output<typeof moveTicketInput>;

export const closeTicketInput = z.object(changing);
export type CloseTicketInput = z.output<typeof closeTicketInput>;

export const reopenTicketInput = z.object({ ...changing, reason });
export type ReopenTicketInput = z.output<typeof reopenTicketInput>;

export const changeSeverityInput = z.object({ ...changing, severity, reason });
export type ChangeSeverityInput = z.output<typeof changeSeverityInput>;

export const promiseUpdateInput = z.object({
  ...changing,
  promisedAt: z.iso.datetime({ offset: true, message: "tickets.promise_malformed" }),
});
export type PromiseUpdateInput = z.output<typeof promiseUpdateInput>;

/** The answer to "how was it", once per resolution. */
export const rateTicketInput = z.object({
  ticketId: z.uuid(),
  resolution: z.number().int().nonnegative(),
  score: z.number().int().min(1).max(5),
  comment: text(REASON_LIMIT, "tickets.comment_too_long").default(""),
});
export type RateTicketInput = z.output<typeof rateTicketInput>;

/** Reminder. `pressedAt` is when the button was pressed, by the server's clock, if the press has waited for a connection. */
export const remindTicketInput = z.object({
  ticketId: z.uuid(),
  pressedAt: z.iso.datetime({ offset: true, message: "tickets.pressed_at_malformed" }).optional(),
});
export type RemindTicketInput = z.output<typeof remindTicketInput>;

/** Words typed into the form, to find what is open already. */
export const similarTicketsInput = z.object({ groupId: z.uuid(), text: z.string().max(TITLE_LIMIT) });
export type SimilarTicketsInput = z.output<typeof similarTicketsInput>;

/** `breached` stays: what was missed once was missed (docs/decisions/0050-sla-clock.md). */
export type ClockState = "pending" | "due_soon" | "breached" | "met" | "paused";
/** A promise and how it stands; `dueAt` is null while nothing runs, `remainingSeconds` is service time. */
export type SlaClockView = { state: ClockState; dueAt: string | null; remainingSeconds: number | null };
export type SlaClocksView = {
  firstResponse: SlaClockView;
  nextUpdate: SlaClockView;
  resolution: SlaClockView;
};

/** Whom a ticket can be given to; no parameters. */
export const listAssignableStaffInput = z.object({});
export type ListAssignableStaffInput = z.output<typeof listAssignableStaffInput>;

/** Somebody a ticket can be given to. */
export type AssignableStaffView = {
  personId: string;
  name: string;
  roles: readonly StaffRole[];
  onDuty: boolean;
  openTickets: number;
};

/** What a list or a header shows of a ticket. */
export type TicketRowView = {
  id: string;
  number: number;
  /** Its ticket group. */
  groupId: string;
  mainGroupId: string;
  title: string;
  severity: Severity;
  status: TicketStatus;
  productCode: string;
  assignee: { personId: string; name: string } | null;
  requester: { personId: string; name: string };
  createdAt: string;
  updatedAt: string;
  /** The soonest of what is promised and still due. */
  nextDueAt: string | null;
  /** Whether an emergency of it is running. */
  hasOpenIncident: boolean;
  /** Whether the reader is in its group and may open it. */
  isMember: boolean;
};

/** What the reader may do with a ticket now: for showing and hiding buttons, never for protection. */
type TicketAbilitiesView = Record<
  | "take"
  | "assign"
  | "startWork"
  | "waitForCustomer"
  | "resolve"
  | "close"
  | "reopen"
  | "continue"
  | "changeSeverity"
  | "promiseUpdate"
  | "remind"
  | "rate",
  boolean
>;

/** One entry of a ticket's timeline; told like a system line by `notices.*`. */
export type TicketEventView = {
  version: number;
  type: string;
  actorName: string | null;
  data: Record<string, string | number | null>;
  /** The names of the persons in `data`. */
  names: Record<string, string>;
  createdAt: string;
};

/** A ticket with everything its pane shows; countdowns count from `serverTime`. */
export type TicketView = TicketRowView & {
  /** By the server's clock: no device's is trusted alone. */
  serverTime: string;
  version: number;
  /** The service side's own group; null for employees. */
  internalGroupId: string | null;
  description: string;
  resourceIds: readonly string[];
  region: string | null;
  beganAt: string | null;
  clocks: SlaClocksView;
  promisedUpdateAt: string | null;
  /** While it has no engineer: when the next shift starts (null: none is planned). */
  waitingForDuty: { nextShiftAt: string | null } | null;
  /** When it closes, or is warned of closing, if nobody writes; null unless it is resolved. */
  autoCloseAt: string | null;
  /** Until when it can be reopened; null unless it is closed. */
  reopenUntil: string | null;
  previous: { number: number; groupId: string } | null;
  next: { number: number; groupId: string } | null;
  /** The resolution whose rating is asked of the reader, or null. */
  rateResolution: number | null;
  events: readonly TicketEventView[];
  abilities: TicketAbilitiesView;
};

/** What creating answers: where to go, and what happened about an engineer. */
export type CreatedTicketView = {
  id: string;
  number: number;
  groupId: string;
  assigneeName: string | null;
  waitingForDuty: { nextShiftAt: string | null } | null;
  /** Whether this form had made the ticket before. */
  replayed: boolean;
};

/** An open ticket that looks alike; one the reader may not see is only counted (edge-cases §4.2). */
export type SimilarTicketsView = {
  tickets: readonly { number: number; groupId: string; title: string; status: TicketStatus }[];
  hidden: number;
};

/** Who is told of a reminder, one after the other, while nobody answers (edge-cases §5.6). */
export const reminderRungs = ["assignee", "duty_lead", "tam", "manager"] as const;
export type ReminderRung = (typeof reminderRungs)[number];

/** What a press does now: tells somebody, is kept until the service opens, joins one that is kept or runs; or nothing, and why. */
export type ReminderState =
  | ("ready" | "unassigned" | "outside_hours" | "kept" | "running")
  | ("too_early" | "waiting_for_customer" | "resolved" | "closed");

/** What became of a press; `outdated`: it waited for a connection, and somebody answered meanwhile. The state says why `not_sent`. */
export type ReminderAnswer =
  | ("told" | "unheard" | "repeated" | "kept" | "joined" | "already")
  | ("not_sent" | "outdated");

/** A rung and when it was told, or passed with nobody there, or is due if nobody answers until then. */
export type ReminderRungView = {
  rung: ReminderRung;
  state: "told" | "nobody" | "next" | "later";
  at: string;
  people: readonly { personId: string; name: string; hasSeen: boolean }[];
};

/** How the reminding of a ticket stands; countdowns count from `serverTime`. */
export type ReminderView = {
  ticketId: string;
  serverTime: string;
  state: ReminderState;
  /** What became of the reader's press; null when they only look. */
  answer: ReminderAnswer | null;
  /** From when on a press tells somebody; null where it is not a matter of time. */
  nextPressAt: string | null;
  /** When what is pressed outside service hours is read. */
  opensAt: string | null;
  /** While the customer is waited for: since when, and for members of the group what was asked last. */
  awaited: { since: string; question: { name: string; excerpt: string } | null } | null;
  /** The one nobody has answered yet; `seenAt` is when the first of those told had read it. */
  reminder: {
    createdAt: string;
    seenAt: string | null;
    askedBy: readonly { personId: string; name: string }[];
    presses: number;
    /** Whether the reader is one of those who asked. */
    hasAsked: boolean;
    ladder: readonly ReminderRungView[];
  } | null;
};
