import { z } from "zod";
import { severities, type TicketRowView, type TicketStatus, ticketStatuses } from "@/lib/tickets/contract";

// The contract of lists of tickets: what the Enterprise Service Workstation and the desk's lists are asked with, and what
// they answer. Both ends read it.

/** Longest text to search for, in characters and in words. */
export const SEARCH_LIMIT = 200;
const SEARCH_WORDS = 20;
/** Most tickets on a page of a list. */
const TICKET_PAGE_LIMIT = 100;
/** Of the tickets that a text finds, so many are counted by status; the counts are then "at least". */
export const COUNT_LIMIT = 1_000;
/** Most tickets in an exported file: the newest. */
export const EXPORT_LIMIT = 10_000;

export const ticketSorts = ["created", "updated", "due"] as const;
export type TicketSort = (typeof ticketSorts)[number];

/** Several codes in one parameter, separated by commas; none means any. */
const listOf = <Code extends string>(codes: readonly Code[]) =>
  z
    .string()
    .transform((joined) => [...new Set(joined.split(",").filter((code) => code !== ""))])
    .pipe(z.array(z.enum(codes)))
    .default([]);
const instant = z.iso.datetime({ offset: true, message: "tickets.filter_time_malformed" }).nullable();

/** What a list of a service main group's tickets is narrowed to; what is left out does not narrow it. */
const ticketFilter = {
  groupId: z.uuid(),
  statuses: listOf(ticketStatuses),
  severities: listOf(severities),
  productCode: z.string().max(64).nullable().default(null),
  /** The engineer; `none` is nobody yet. */
  assigneeId: z
    .union([z.uuid(), z.literal("none")])
    .nullable()
    .default(null),
  /** Words that are all in the title or the description, or the ticket's number. */
  text: z
    .string()
    .trim()
    .max(SEARCH_LIMIT, "tickets.search_too_long")
    .refine((words) => !words.includes("\0") && words.isWellFormed(), "tickets.not_text")
    .refine((words) => words.split(/\s+/).length <= SEARCH_WORDS, "tickets.search_too_long")
    .default(""),
  /** Created from then on, and before. */
  from: instant.default(null),
  to: instant.default(null),
};

/** Where a page of a list goes on: made by the server, meaningless to anybody else. */
const cursor = z.string().max(200, "tickets.cursor_malformed").nullable().default(null);
const pageSize = z.coerce.number().int().min(1).max(TICKET_PAGE_LIMIT).default(50);

/** A page of the Workstation's list. Without a direction: the newest, the latest changed, or the soonest due first. */
export const listTicketsInput = z.object({
  ...ticketFilter,
  sort: z.enum(ticketSorts).default("created"),
  direction: z.enum(["asc", "desc"]).nullable().default(null),
  cursor,
  limit: pageSize,
});
export type ListTicketsInput = z.output<typeof listTicketsInput>;

/** The filtered list as a file, the newest first, in the language of who asks. */
export const exportTicketsInput = z.object({
  ...ticketFilter,
  locale: z.enum(["en", "zh-CN"]).default("zh-CN"),
});
export type ExportTicketsInput = z.output<typeof exportTicketsInput>;

/** A page of the tickets that nobody has taken. */
export const listQueueInput = z.object({ cursor, limit: pageSize });
export type ListQueueInput = z.output<typeof listQueueInput>;

/** Whose open tickets are mine: those I am the engineer of, or all in whose groups I am. */
export const ownLists = ["assigned", "member"] as const;
export type OwnList = (typeof ownLists)[number];

/** A page of one's own open tickets. */
export const listOwnTicketsInput = z.object({
  of: z.enum(ownLists).default("assigned"),
  cursor,
  limit: pageSize,
});
export type ListOwnTicketsInput = z.output<typeof listOwnTicketsInput>;

/** A page of the Workstation's list. */
export type TicketPageView = {
  tickets: TicketRowView[];
  /** Where the next page begins; null at the end. */
  nextCursor: string | null;
  /** With the first page: how many tickets of each status match the other filters. */
  counts: Record<TicketStatus, number> | null;
  /** Whether there may be more than `counts` says: counting what a text finds ends at COUNT_LIMIT. */
  isCountPartial: boolean;
  /** With the first page: the engineers of all the tickets the reader may see, to choose from. */
  engineers: readonly { personId: string; name: string }[] | null;
};

/** A row of the desk's lists, which are over all customers. */
export type DeskTicketRowView = TicketRowView & { organizationName: string; version: number };
export type DeskTicketPageView = { tickets: DeskTicketRowView[]; nextCursor: string | null };
