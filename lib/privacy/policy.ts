import type { Actor } from "@/lib/actor/actor";

/** What a decision about an account's data needs to know. */
export type DataFacts = { accountId: string };

const isOperator = (actor: Actor): boolean =>
  actor.kind === "system" || (actor.kind === "staff" && actor.roles.includes("operator"));

/** Every principal of an account acts for it, assumed roles included (manual, note), as with channels. */
const isOwn = (actor: Actor, { accountId }: DataFacts): boolean =>
  actor.kind === "principal" && actor.accountId === accountId;

/** Who may do what with the data of an account. */
export const privacyPolicy = {
  /** How far a job is: the account's principals, and operators, to whom the data itself stays closed. */
  read: (actor: Actor, account: DataFacts): boolean => isOwn(actor, account) || isOperator(actor),
  /** Taking it out, deleting a person's, how long it is kept, what was found: the customer's own decision. */
  manage: isOwn,
} as const;

export type PrivacyAbility = keyof typeof privacyPolicy;

/** Who sets and lifts a legal hold: whoever runs the installation. */
export const holdsTickets = isOperator;
