import type { Actor, StaffRole } from "@/lib/actor/actor";
import { durations } from "@/lib/config/durations";
import { type IncidentStatus, isOpen } from "@/lib/incidents/contract";
import { type TicketFacts, ticketPolicy } from "@/lib/tickets/policy";

/** What a decision about an emergency needs to know. */
export type IncidentFacts = {
  status: IncidentStatus;
  declaredById: string | null;
  declaredAt: Date;
  /** Whether somebody besides who declared it has pressed Emergency. */
  hasOthers: boolean;
  /** Its ticket, for this actor, at this time. */
  ticket: TicketFacts;
};

const works: ReadonlySet<StaffRole> = new Set<StaffRole>(["engineer", "tam", "duty_lead", "manager"]);
const leads: ReadonlySet<StaffRole> = new Set<StaffRole>(["duty_lead", "manager"]);

/** The service side: members who work on tickets, on call or not, and who leads the queue (edge-cases §6.5). */
const attends = (actor: Actor, { ticket }: IncidentFacts): boolean =>
  actor.kind === "system" ||
  (actor.kind === "staff" &&
    actor.roles.some((role) => works.has(role)) &&
    (ticket.membership !== null || actor.roles.some((role) => leads.has(role))));

const isCustomer = (actor: Actor, ticket: TicketFacts): boolean =>
  actor.kind === "employee" && ticketPolicy.remind(actor, ticket);

const canBeUndone = ({ status, declaredAt, ticket }: IncidentFacts): boolean =>
  isOpen(status) &&
  status !== "mitigated" &&
  ticket.now.getTime() < declaredAt.getTime() + durations.incidentUndo;

/** Whether somebody may press Emergency in a ticket: the customer's members. */
export const mayDeclare = isCustomer;

/** Who may do what with an emergency. Pure, so that the browser can ask the same question. */
export const incidentPolicy = {
  read: (actor: Actor, { ticket }: IncidentFacts): boolean => ticketPolicy.read(actor, ticket),
  /** The service side's part, whatever the state. */
  attend: attends,
  /** The customer's part, whatever the state. */
  speak: (actor: Actor, { ticket }: IncidentFacts): boolean => isCustomer(actor, ticket),
  acknowledge: (actor: Actor, incident: IncidentFacts): boolean =>
    attends(actor, incident) && incident.status === "declared",
  work: (actor: Actor, incident: IncidentFacts): boolean =>
    attends(actor, incident) && (incident.status === "acknowledged" || incident.status === "mitigated"),
  mitigate: (actor: Actor, incident: IncidentFacts): boolean =>
    attends(actor, incident) && (incident.status === "acknowledged" || incident.status === "in_progress"),
  close: (actor: Actor, incident: IncidentFacts): boolean =>
    attends(actor, incident) && isOpen(incident.status),
  downgrade: (actor: Actor, incident: IncidentFacts): boolean =>
    attends(actor, incident) && isOpen(incident.status),
  /** Who declared it, alone, and only while it is theirs alone: whom a colleague has joined was not mistaken. */
  undo: (actor: Actor, incident: IncidentFacts): boolean =>
    isCustomer(actor, incident.ticket) &&
    actor.kind === "employee" &&
    actor.personId === incident.declaredById &&
    !incident.hasOthers &&
    canBeUndone(incident),
  reportSolved: (actor: Actor, incident: IncidentFacts): boolean =>
    isCustomer(actor, incident.ticket) && isOpen(incident.status),
} as const;

export type IncidentAbility = keyof typeof incidentPolicy;

const seesMajor: ReadonlySet<StaffRole> = new Set<StaffRole>(["tam", "duty_lead", "manager"]);

/** Whether somebody with these roles sees major incidents. */
export const seesMajorIncidents = (roles: readonly StaffRole[]): boolean =>
  roles.some((role) => seesMajor.has(role));

/** Who may do what with major incidents (edge-cases §6.14): it is the service team's own, never a customer's. */
export const majorIncidentPolicy = {
  /** Its title and its status texts; of its emergencies, those of tickets the reader may read. */
  read: (actor: Actor): boolean => actor.kind === "staff" && seesMajorIncidents(actor.roles),
  /** Opening one, what is in it, and what is said of it: who leads, and so may read every ticket. */
  lead: (actor: Actor): boolean => actor.kind === "staff" && actor.roles.some((role) => leads.has(role)),
} as const;
