import type { Actor, StaffActor, StaffRole } from "@/lib/actor/actor";
import { staffScope } from "@/lib/groups/policy";
import { leadsService } from "@/lib/channels/policy";
import { seesEveryTicket, type TicketFacts, ticketPolicy, worksOnTickets } from "@/lib/tickets/policy";

/** A ticket somebody works on, seen by who has nothing to do with it. */
const ofOthers: TicketFacts = {
  channelId: "",
  status: "assigned",
  assigneeId: "somebody",
  reopenUntil: null,
  now: new Date(0),
  membership: null,
  mainMembership: null,
};

/** How far a colleague's inbox reaches. */
export type DeskReach = {
  /** The groups they are in: not of who only administers or audits, whatever rows are left. */
  seesOwn: boolean;
  /** Tickets without an engineer: of who could take them. */
  seesUnassigned: boolean;
  /** Any other ticket: of who leads the queue. */
  seesEvery: boolean;
};

/** Whether these roles read tickets in whose groups their holder is not: their description and their timeline. */
export function readsTicketsOfOthers(roles: readonly StaffRole[]): boolean {
  return ticketPolicy.read({ kind: "staff", personId: "", sessionId: "", roles }, ofOthers);
}

/** What the desk's lists show, as lib/groups and lib/tickets have it. The same in SQL (internal/reach-sql.ts). */
export function deskReach(actor: StaffActor): DeskReach {
  return {
    seesOwn: staffScope(actor.roles).takesPart,
    seesUnassigned: ticketPolicy.see(actor, { ...ofOthers, assigneeId: null }),
    seesEvery: ticketPolicy.see(actor, ofOthers),
  };
}

/** What a decision about a macro needs to know: whose it is, null of the whole team's. */
export type MacroFacts = { ownerId: string | null };

const managesTeamMacros = (actor: Actor): boolean =>
  actor.kind === "staff" && actor.roles.some((role) => role === "duty_lead" || role === "manager");

/** Who may do what with macros: those who work on tickets. One's own are nobody else's business; duty leads and managers keep the team's. */
export const macroPolicy = {
  use: (actor: Actor, { ownerId }: MacroFacts): boolean =>
    worksOnTickets(actor) && (ownerId === null || (actor.kind === "staff" && actor.personId === ownerId)),
  manage: (actor: Actor, macro: MacroFacts): boolean =>
    macroPolicy.use(actor, macro) && (macro.ownerId !== null || managesTeamMacros(actor)),
} as const;

/** Whether somebody of the service team with these roles has macros at all. */
export const usesMacros = (roles: readonly StaffRole[]): boolean =>
  macroPolicy.use({ kind: "staff", personId: "", roles, sessionId: "" }, { ownerId: null });

/**
 * Whether the card of a customer tells what happened so far in a service main group: to who sees every ticket of it anyway,
 * its TAM and deputy and the duty leads and managers who lead the queue. The same in SQL (internal/customer-history-sql.ts).
 */
export function seesCustomerHistory(
  actor: Actor,
  facts: Pick<TicketFacts, "channelId" | "mainMembership">,
): boolean {
  return leadsService(actor) || seesEveryTicket(actor, facts);
}
