import type { Actor } from "@/lib/actor/actor";

/** What a decision about an account needs to know. */
export type AccountFacts = { id: string };

const isAdministrator = (actor: Actor): boolean =>
  actor.kind === "system" || (actor.kind === "staff" && actor.roles.includes("operator"));

/** Who may do what with a cloud account. */
export const accountPolicy = {
  /** Its own principals; operators see accounts (design.md §3). */
  read: (actor: Actor, account: AccountFacts): boolean =>
    isAdministrator(actor) || (actor.kind === "principal" && actor.accountId === account.id),
  /** Making accounts, principals and plans: the command line and operators. */
  administer: (actor: Actor): boolean => isAdministrator(actor),
} as const;

export type AccountAbility = keyof typeof accountPolicy;
