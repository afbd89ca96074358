import { z } from "zod";
import { durations } from "@/lib/config/durations";
import { severities, type TicketRowView, type TicketStatus, ticketStatuses } from "@/lib/tickets/contract";

// ---- The inbox: one list over all customers -------------------------------------------------------------------------

/** Most rows on a page of the inbox, and as many as it asks for at first. */
const INBOX_PAGE_LIMIT = 100;
const INBOX_PAGE = 50;
/** Longest text to search for, in characters and in words. */
export const DESK_SEARCH_LIMIT = 200;
const SEARCH_WORDS = 10;
/** The farthest a promise can be away to be asked for, in hours. */
const DUE_HOURS_LIMIT = 30 * 24;

export const inboxKinds = ["main", "ticket"] as const;
type InboxKind = (typeof inboxKinds)[number];
export const inboxAssignees = ["me", "nobody"] as const;

/** Several codes: as a list, or in one parameter separated by commas; none means any. */
const codesOf = <Code extends string>(codes: readonly Code[]) =>
  z
    .union([z.array(z.string()), z.string().transform((joined) => joined.split(","))])
    .transform((given) => [...new Set(given.filter((code) => code !== ""))])
    .pipe(z.array(z.enum(codes)));
const flag = z.union([z.boolean(), z.literal("1").transform(() => true)]);
const words = z
  .string()
  .trim()
  .max(DESK_SEARCH_LIMIT, "desk.search_too_long")
  .refine((text) => !text.includes("\0") && text.isWellFormed(), "desk.not_text")
  .refine((text) => text.split(/\s+/).length <= SEARCH_WORDS, "desk.search_too_long");

const filterFields = {
  /** The customer's account. */
  accountId: z.uuid().nullable(),
  kind: z.enum(inboxKinds).nullable(),
  statuses: codesOf(ticketStatuses),
  severities: codesOf(severities),
  productCode: z.string().min(1).max(64).nullable(),
  /** The ticket's engineer is the reader, or nobody yet. */
  assignee: z.enum(inboxAssignees).nullable(),
  /** Something promised is missed, or due within so many hours. */
  dueWithinHours: z.coerce.number().int().min(1).max(DUE_HOURS_LIMIT).nullable(),
  unread: flag,
  mentions: flag,
  emergencies: flag,
  /** Words that are all in the customer's name, the ticket's title or its number. */
  text: words,
};

const withDefaults = {
  accountId: filterFields.accountId.default(null),
  kind: filterFields.kind.default(null),
  statuses: filterFields.statuses.default([]),
  severities: filterFields.severities.default([]),
  productCode: filterFields.productCode.default(null),
  assignee: filterFields.assignee.default(null),
  dueWithinHours: filterFields.dueWithinHours.default(null),
  unread: filterFields.unread.default(false),
  mentions: filterFields.mentions.default(false),
  emergencies: filterFields.emergencies.default(false),
  text: filterFields.text.default(""),
};

/** What an inbox is narrowed to; what is left out does not narrow it. */
export const inboxFilter = z.object(withDefaults);
export type InboxFilter = z.output<typeof inboxFilter>;

const kept = z.object({
  accountId: withDefaults.accountId.catch(null),
  kind: withDefaults.kind.catch(null),
  statuses: withDefaults.statuses.catch([]),
  severities: withDefaults.severities.catch([]),
  productCode: withDefaults.productCode.catch(null),
  assignee: withDefaults.assignee.catch(null),
  dueWithinHours: withDefaults.dueWithinHours.catch(null),
  unread: withDefaults.unread.catch(false),
  mentions: withDefaults.mentions.catch(false),
  emergencies: withDefaults.emergencies.catch(false),
  text: withDefaults.text.catch(""),
});

/**
 * A filter from an address or from a row that an older version wrote: what is not understood any more does not narrow, and
 * nothing breaks.
 */
export function keptFilter(raw: unknown): InboxFilter {
  const parsed = kept.safeParse(raw);
  return parsed.success ? parsed.data : inboxFilter.parse({});
}

const inboxCursor = z.string().max(200, "desk.cursor_malformed").nullable().default(null);

/** A page of the inbox. */
export const listInboxInput = inboxFilter.extend({
  cursor: inboxCursor,
  limit: z.coerce.number().int().min(1).max(INBOX_PAGE_LIMIT).default(INBOX_PAGE),
});
export type ListInboxInput = z.output<typeof listInboxInput>;

/** What the inbox shows of a ticket. */
export type InboxTicketView = Pick<
  TicketRowView,
  "id" | "number" | "title" | "severity" | "status" | "productCode" | "assignee" | "nextDueAt" | "createdAt"
> & { version: number };

/** What is unread of a group. */
type UnreadView = { unread: boolean; mentionsMe: boolean };

/** A row of the inbox: a service main group, or a ticket with both of its groups. */
export type InboxRowView = UnreadView & {
  groupId: string;
  kind: InboxKind;
  name: string;
  organizationName: string;
  accountId: string;
  archived: boolean;
  /** Whether the reader is in the group; of others only the ticket's row is told. */
  isMember: boolean;
  /** The service side's own group of a ticket. */
  internal: (UnreadView & { groupId: string }) | null;
  /** The last message, or when there was none the group's creation. */
  activityAt: string;
  /** Since when an emergency runs. */
  incidentAt: string | null;
  ticket: InboxTicketView | null;
};

/** How many rows of the whole inbox want something, whatever it is narrowed to. */
export type InboxCountsView = Record<
  "emergencies" | "due" | "mentions" | "unread" | "unassigned" | "all",
  number
>;

/** A page of the inbox; `counts` and `customers` come with the first. */
export type InboxPageView = {
  serverTime: string;
  rows: InboxRowView[];
  nextCursor: string | null;
  counts: InboxCountsView | null;
  /** The customers of the whole inbox, by name. */
  customers: readonly { accountId: string; name: string }[] | null;
};

// ---- Saved views ----------------------------------------------------------------------------------------------------

/** So many a person can keep. */
export const SAVED_VIEWS_LIMIT = 30;
export const VIEW_NAME_LIMIT = 40;

const viewName = z
  .string()
  .trim()
  .min(1, "desk.view_name_missing")
  .max(VIEW_NAME_LIMIT, "desk.view_name_too_long")
  .refine((text) => !/\p{Cc}/u.test(text) && text.isWellFormed(), "desk.not_text");

/** The list of one's own views; no parameters. */
export const listSavedViewsInput = z.object({});
export type ListSavedViewsInput = z.output<typeof listSavedViewsInput>;

export const savedViewIdInput = z.object({ viewId: z.uuid() });
export type SavedViewIdInput = z.output<typeof savedViewIdInput>;

export const createSavedViewInput = z.object({ name: viewName, filter: inboxFilter });
export type CreateSavedViewInput = z.output<typeof createSavedViewInput>;

export const renameSavedViewInput = savedViewIdInput.extend({ name: viewName });
export type RenameSavedViewInput = z.output<typeof renameSavedViewInput>;

export const updateSavedViewInput = savedViewIdInput.extend({ filter: inboxFilter });
export type UpdateSavedViewInput = z.output<typeof updateSavedViewInput>;

/** All of one's own views in the order they are to have. */
export const orderSavedViewsInput = z.object({ viewIds: z.array(z.uuid()).max(SAVED_VIEWS_LIMIT) });
export type OrderSavedViewsInput = z.output<typeof orderSavedViewsInput>;

export type SavedViewView = { id: string; name: string; filter: InboxFilter };

const HOUR = 60 * 60 * 1_000;
const open: readonly TicketStatus[] = ["new", "assigned", "in_progress", "waiting_for_customer"];

/** The views everybody has; their names are `desk.inbox.views.*` of the catalogs. */
export const builtInViews = {
  all: {},
  emergencies: { emergencies: true },
  due: { dueWithinHours: durations.inboxDueNext / HOUR },
  mentions: { mentions: true },
  unread: { unread: true },
  unassigned: { assignee: "nobody", statuses: [...open] },
  mine: { assignee: "me", statuses: [...open] },
} as const satisfies Record<string, z.input<typeof inboxFilter>>;
export type BuiltInView = keyof typeof builtInViews;

// ---- The command palette's search -----------------------------------------------------------------------------------

/** Most conversations the palette offers. */
export const DESK_SEARCH_RESULTS = 20;

/** Words of a customer's name or a ticket's title, or a ticket's number. */
export const searchDeskInput = z.object({ q: words.default("") });
export type SearchDeskInput = z.output<typeof searchDeskInput>;

/** A conversation or a ticket the palette leads to. */
export type DeskHitView = Pick<
  InboxRowView,
  "groupId" | "kind" | "name" | "organizationName" | "archived" | "isMember"
> & { ticket: Pick<InboxTicketView, "id" | "number" | "version" | "title" | "severity" | "status"> | null };

// ---- Opening a conversation one is not in ----------------------------------------------------------------------------

export const OPENING_REASON = { min: 10, max: 500 } as const;

/** Which conversation: the number of its ticket, or an address of it with the group's id. */
const conversationNamed = z
  .string()
  .trim()
  .max(2_000, "desk.no_conversation_named")
  .transform((text, context): { ticketNumber: number } | { groupId: string } => {
    const groupId = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i.exec(text)?.[0];
    if (groupId !== undefined) return { groupId: groupId.toLowerCase() };
    const number = /^#?\s*(\d{1,9})$/.exec(text)?.[1];
    if (number === undefined) context.addIssue({ code: "custom", message: "desk.no_conversation_named" });
    return { ticketNumber: Number(number) };
  });

/** A conversation to be opened, and why: its owners read the reason. */
export const breakGlassInput = z.object({
  conversation: conversationNamed,
  reason: z
    .string()
    .trim()
    .min(OPENING_REASON.min, "desk.opening_reason_too_short")
    .max(OPENING_REASON.max, "desk.opening_reason_too_long")
    .refine((text) => !text.includes("\0") && text.isWellFormed(), "desk.not_text"),
});
export type BreakGlassInput = z.output<typeof breakGlassInput>;

/** One's own open conversations; no parameters. */
export type ListBreakGlassInput = Record<string, never>;

/** A conversation somebody has open without being in it. */
export type BreakGlassView = {
  groupId: string;
  groupName: string;
  organizationName: string;
  reason: string;
  endsAt: string;
};
