import type { Actor, StaffRole } from "@/lib/actor/actor";
import { isLeadingStaff, staffScope, staffWayIn, type StaffWays, type WayIn } from "@/lib/groups/policy";
import type { TicketStatus } from "@/lib/tickets/contract";

/** What a decision about a ticket needs to know. */
export type TicketFacts = {
  channelId: string;
  status: TicketStatus;
  assigneeId: string | null;
  /** Until when it can be reopened once it is closed; null before. */
  reopenUntil: Date | null;
  now: Date;
  /** The actor's own membership of the ticket group. */
  membership: { role: "owner" | "member" } | null;
  /** The actor's own membership of the service main group. */
  mainMembership: { role: "owner" | "member" } | null;
  /** What else could let somebody of the service team into the ticket group; where it is left out nothing does. */
  ways?: StaffWays;
};

const leads: ReadonlySet<StaffRole> = new Set<StaffRole>(["duty_lead", "manager"]);
const works: ReadonlySet<StaffRole> = new Set<StaffRole>(["engineer", "tam", "duty_lead", "manager"]);
const has = (actor: Actor, roles: ReadonlySet<StaffRole>): boolean =>
  actor.kind === "staff" && actor.roles.some((role) => roles.has(role));

/** Whether somebody can be a ticket's engineer, and so sees those that nobody has taken. */
export const worksOnTickets = (actor: Actor): boolean => has(actor, works);

const isOpen = ({ status }: TicketFacts): boolean => status !== "resolved" && status !== "closed";

const isMember = (actor: Actor, ticket: TicketFacts): boolean => {
  if (actor.kind === "system") return true;
  if (actor.kind === "principal" || ticket.membership === null) return false;
  if (actor.kind === "staff") return staffScope(actor.roles).takesPart;
  return actor.channelId === ticket.channelId;
};

/** By which right somebody reads a ticket's content without leading the queue; null for none. As `wayInto` of its group. */
export function wayIntoTicket(actor: Actor, ticket: TicketFacts): WayIn | null {
  if (isMember(actor, ticket)) return "member";
  return actor.kind === "staff" && ticket.ways ? staffWayIn(actor.roles, ticket.ways) : null;
}

/** Duty leads and managers see every ticket; of the conversations only those of the queue (docs/decisions/0086-reading-without-membership.md). */
const leadsQueue = (actor: Actor): boolean => actor.kind === "system" || has(actor, leads);

/**
 * Whether a member of a service main group sees of every ticket in it that it exists, not only of those they are in: its
 * owners, and who leads the service team there. The same in SQL (internal/ticket-list-sql.ts).
 */
export function seesEveryTicket(
  actor: Actor,
  { channelId, mainMembership }: Pick<TicketFacts, "channelId" | "mainMembership">,
): boolean {
  if (actor.kind === "system") return true;
  if (actor.kind === "principal" || mainMembership === null) return false;
  if (actor.kind === "staff") return isLeadingStaff(actor.roles);
  return actor.channelId === channelId && mainMembership.role === "owner";
}

const mayRead = (actor: Actor, ticket: TicketFacts): boolean =>
  leadsQueue(actor) || wayIntoTicket(actor, ticket) !== null;

const canBeSeen = (actor: Actor, ticket: TicketFacts): boolean =>
  mayRead(actor, ticket) ||
  (has(actor, works) && ticket.assigneeId === null) ||
  seesEveryTicket(actor, ticket);

const isWorker = (actor: Actor, ticket: TicketFacts): boolean =>
  actor.kind === "system" || (has(actor, works) && (isMember(actor, ticket) || leadsQueue(actor)));

const isCustomer = (actor: Actor, ticket: TicketFacts): boolean =>
  actor.kind === "employee" && isMember(actor, ticket);

/** Whether a ticket can be opened again: as long as it is not closed, and for a while after. */
export const canReopen = ({
  status,
  reopenUntil,
  now,
}: Pick<TicketFacts, "status" | "reopenUntil" | "now">): boolean =>
  status === "resolved" || (reopenUntil !== null && now < reopenUntil);

/** Who may do what with a ticket. Pure, so that the browser can ask the same question. */
export const ticketPolicy = {
  /** That it exists, its title and its state: what a row of a list shows. */
  see: canBeSeen,
  /** Its description and its timeline: who reads its conversation, and who leads the queue. */
  read: mayRead,
  take: (actor: Actor, ticket: TicketFacts): boolean =>
    has(actor, works) &&
    isOpen(ticket) &&
    actor.kind === "staff" &&
    ticket.assigneeId !== actor.personId &&
    (ticket.assigneeId === null || isWorker(actor, ticket)),
  assign: (actor: Actor, ticket: TicketFacts): boolean => isOpen(ticket) && isWorker(actor, ticket),
  /** One's own ticket, to whoever works on it next. */
  handOver: (actor: Actor, ticket: TicketFacts): boolean =>
    isOpen(ticket) &&
    isWorker(actor, ticket) &&
    actor.kind === "staff" &&
    ticket.assigneeId === actor.personId,
  startWork: (actor: Actor, ticket: TicketFacts): boolean =>
    isWorker(actor, ticket) &&
    ticket.assigneeId !== null &&
    (ticket.status === "assigned" || ticket.status === "waiting_for_customer"),
  waitForCustomer: (actor: Actor, ticket: TicketFacts): boolean =>
    isWorker(actor, ticket) && (ticket.status === "assigned" || ticket.status === "in_progress"),
  /** The service side, and the customer who found out that it works again. */
  resolve: (actor: Actor, ticket: TicketFacts): boolean =>
    isOpen(ticket) && (isWorker(actor, ticket) || isCustomer(actor, ticket)),
  close: (actor: Actor, ticket: TicketFacts): boolean =>
    ticket.status === "resolved" && (isWorker(actor, ticket) || isCustomer(actor, ticket)),
  reopen: (actor: Actor, ticket: TicketFacts): boolean =>
    canReopen(ticket) && (isWorker(actor, ticket) || isCustomer(actor, ticket)),
  /** A new ticket that goes on with one too long closed to be reopened. */
  continue: (actor: Actor, ticket: TicketFacts): boolean =>
    ticket.status === "closed" && !canReopen(ticket) && isCustomer(actor, ticket),
  changeSeverity: (actor: Actor, ticket: TicketFacts): boolean =>
    isOpen(ticket) && (isWorker(actor, ticket) || isCustomer(actor, ticket)),
  promiseUpdate: (actor: Actor, ticket: TicketFacts): boolean => isOpen(ticket) && isWorker(actor, ticket),
  /** On a closed ticket too, for the answer to that says how to go on (edge-cases §5.7). */
  remind: (actor: Actor, ticket: TicketFacts): boolean => isCustomer(actor, ticket),
  rate: (actor: Actor, ticket: TicketFacts): boolean => isCustomer(actor, ticket) && !isOpen(ticket),
} as const;

export type TicketAbility = keyof typeof ticketPolicy;
