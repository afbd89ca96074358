import type { Actor, StaffRole } from "@/lib/actor/actor";
import { EVERYONE_LIMIT, type MemberRole, type ReaderWay, type Side } from "@/lib/groups/contract";

/** How far somebody of the service team reaches into conversations, by their roles alone. */
export type StaffScope = {
  /** A membership counts: somebody who only administers or audits is in no conversation, whatever rows are left. */
  takesPart: boolean;
  /** May open a group they are not in, for a reason that its owners see. */
  breaksGlass: boolean;
  /** Reads the conversations of the queue: of open tickets that have no engineer. */
  readsQueue: boolean;
  /** Reads every conversation; each view is recorded. */
  audits: boolean;
};

const holds = (roles: readonly StaffRole[], ...some: StaffRole[]): boolean =>
  roles.some((role) => some.includes(role));

/**
 * What design.md §3 "Staff" says of each role, once: the policies of groups and tickets ask it, and every statement that
 * lists what somebody may read gets it as parameters (docs/decisions/0086-reading-without-membership.md).
 */
export function staffScope(roles: readonly StaffRole[]): StaffScope {
  return {
    takesPart: holds(roles, "engineer", "tam", "duty_lead", "manager"),
    breaksGlass: holds(roles, "tam", "duty_lead", "manager"),
    readsQueue: holds(roles, "duty_lead"),
    audits: holds(roles, "auditor"),
  };
}

/** How the rows let somebody of the service team into a group they are not in. */
export type StaffWays = {
  /** They have it open by break-glass now. */
  opened: boolean;
  /** It belongs to a ticket of the queue. */
  queued: boolean;
};

/** By which right somebody reads a group; the first of these that holds. */
export type WayIn = "member" | ReaderWay;

/** The way of somebody with these roles into a group they are not in; null: there is none. */
export function staffWayIn(roles: readonly StaffRole[], { opened, queued }: StaffWays): ReaderWay | null {
  const scope = staffScope(roles);
  if (scope.breaksGlass && opened) return "break_glass";
  if (scope.readsQueue && queued) return "queue";
  return scope.audits ? "audit" : null;
}

/** What a decision about a group needs to know. */
export type GroupFacts = {
  kind: "main" | "ticket" | "internal";
  accountId: string;
  channelId: string;
  archivedAt: Date | null;
  /** The actor's own membership, or null for a stranger and for who left. */
  membership: { role: MemberRole } | null;
  /** What else could let somebody of the service team in; where it is left out nothing does. */
  ways?: StaffWays;
};

/** Who leads the service side of the groups they are in. */
export const leadingRoles: readonly StaffRole[] = ["tam", "duty_lead", "manager"];

/** Whether staff with these roles lead the service side of the groups they are in. */
export const isLeadingStaff = (roles: readonly StaffRole[]): boolean =>
  roles.some((role) => leadingRoles.includes(role));

const isMember = (actor: Actor, group: GroupFacts): boolean => {
  if (actor.kind === "system") return true;
  if (actor.kind === "principal" || group.membership === null) return false;
  // A session is bound to its channel, whatever rows say; internal groups are the service side's own.
  if (actor.kind === "employee") return group.channelId === actor.channelId && group.kind !== "internal";
  return staffScope(actor.roles).takesPart;
};

/** By which right somebody reads a group; null: to them it does not exist. */
export function wayInto(actor: Actor, group: GroupFacts): WayIn | null {
  if (isMember(actor, group)) return "member";
  return actor.kind === "staff" && group.ways ? staffWayIn(actor.roles, group.ways) : null;
}

const leadsMembers = (actor: Actor, group: GroupFacts): boolean => {
  if (actor.kind === "system") return true;
  if (!isMember(actor, group)) return false;
  if (actor.kind === "staff") return isLeadingStaff(actor.roles);
  return group.membership?.role === "owner";
};

/** Who may do what in a group. Pure, so that the browser can ask the same question. */
export const groupPolicy = {
  /** Its conversation, its people and its tickets: members, and the service team as `staffScope` says. */
  read: (actor: Actor, group: GroupFacts): boolean => wayInto(actor, group) !== null,
  /** Whatever only members do. */
  takePart: isMember,
  post: (actor: Actor, group: GroupFacts): boolean => isMember(actor, group) && group.archivedAt === null,
  /** Adding and removing people of one's own side: its owners, and who leads the service team there. */
  manageMembers: leadsMembers,
} as const;

export type GroupAbility = keyof typeof groupPolicy;

/**
 * Whether somebody may mention everyone of a group they are in: in larger ones only its owners and the service team. The same
 * in SQL: post_messages.
 */
export function mayMentionEveryone(member: { side: Side; role: MemberRole }, present: number): boolean {
  return present <= EVERYONE_LIMIT || member.side === "service" || member.role === "owner";
}

/** What a decision about one member of a group needs to know. */
export type MemberFacts = {
  /** Who wants it; `leads` as `groupPolicy.manageMembers` says. */
  actor: { personId: string; side: Side; leads: boolean };
  member: { personId: string; side: Side; role: MemberRole };
  /** How many owners the customer's side has now. */
  owners: number;
  /** The TAM of a main group's plan. */
  tamId: string | null;
  /** An internal group: who is in it is who of the service side is in its ticket's group. */
  followsTicket: boolean;
};

/** Why a change of a member is refused; a text in `errors.groups` each. */
export type MemberRefusal =
  | "may_not_manage_members"
  | "may_not_appoint"
  | "other_side"
  | "leave_instead"
  | "service_has_no_owners"
  | "owners_are_the_customers"
  | "last_owner"
  | "tam_stays"
  | "follows_ticket";

/** A group is never without an owner of the customer's (edge-cases §7.9). */
const isLastOwner = ({ member, owners }: MemberFacts): boolean =>
  member.side === "customer" && member.role === "owner" && owners <= 1;

const isTam = ({ member, tamId }: MemberFacts): boolean => member.personId === tamId;

/**
 * What can be done to somebody in a group: null if it may, else why not. Pure, so that the browser offers exactly what the
 * commands do.
 */
export const memberPolicy = {
  /** One's own side only: a customer can never remove a vendor's engineer, nor the other way round (edge-cases §7.10). */
  remove: (facts: MemberFacts): MemberRefusal | null => {
    const { actor, member } = facts;
    if (!actor.leads) return "may_not_manage_members";
    if (facts.followsTicket) return "follows_ticket";
    if (actor.side !== member.side) return "other_side";
    if (isLastOwner(facts)) return "last_owner";
    if (actor.personId === member.personId) return "leave_instead";
    return isTam(facts) ? "tam_stays" : null;
  },
  leave: (facts: MemberFacts): MemberRefusal | null => {
    if (facts.followsTicket) return "follows_ticket";
    if (isLastOwner(facts)) return "last_owner";
    return isTam(facts) ? "tam_stays" : null;
  },
  /** Owners are the customer's: its owners make more, and who leads the service team does at its request or when none is left. */
  makeOwner: ({ actor, member }: MemberFacts): MemberRefusal | null => {
    if (!actor.leads) return "may_not_appoint";
    if (member.side === "customer") return null;
    return actor.side === "customer" ? "other_side" : "service_has_no_owners";
  },
  makeMember: (facts: MemberFacts): MemberRefusal | null => {
    const { actor, member } = facts;
    if (!actor.leads) return "may_not_appoint";
    if (member.side === "service") return actor.side === "customer" ? "other_side" : "service_has_no_owners";
    if (actor.side === "service") return "owners_are_the_customers";
    return isLastOwner(facts) ? "last_owner" : null;
  },
} as const;
