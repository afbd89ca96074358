import type { Actor, StaffRole } from "@/lib/actor/actor";
import { isLeadingStaff } from "@/lib/groups/policy";

/** What a decision about an account's data needs to know. */
export type DataFacts = { accountId: string };

const isOperator = (actor: Actor): boolean =>
  actor.kind === "system" || (actor.kind === "staff" && actor.roles.includes("operator"));

/** Every principal of an account sees how far its jobs are, assumed roles included. */
const isOwn = (actor: Actor, { accountId }: DataFacts): boolean =>
  actor.kind === "principal" && actor.accountId === accountId;

/** Who may do what with the data of an account. */
export const privacyPolicy = {
  /** How far a job is: the account's principals, and operators, to whom the data itself stays closed. */
  read: (actor: Actor, account: DataFacts): boolean => isOwn(actor, account) || isOperator(actor),
  /** Taking it out, deleting a person's, how long it is kept, what was found: the customer's own decision, by whom it has let. */
  manage: (actor: Actor, account: DataFacts): boolean =>
    isOwn(actor, account) && actor.kind === "principal" && actor.permissions.includes("data"),
} as const;

export type PrivacyAbility = keyof typeof privacyPolicy;

/** Who sets and lifts a legal hold: whoever runs the installation. */
export const holdsTickets = isOperator;

/**
 * Whether somebody with these roles reviews at the desk where the service team wrote of people who were deleted: who leads
 * its side of conversations, each place only where they read it (lib/groups/policy.ts).
 */
export const reviewsAtDesk = (roles: readonly StaffRole[]): boolean => isLeadingStaff(roles);
