import type { Actor, PrincipalPermission } from "@/lib/actor/actor";
import { durations } from "@/lib/config/durations";

/** What a decision about an account needs to know. */
export type AccountFacts = { id: string };

const isAdministrator = (actor: Actor): boolean =>
  actor.kind === "system" || (actor.kind === "staff" && actor.roles.includes("operator"));

const holds = (actor: Actor, permission: PrincipalPermission): boolean =>
  actor.kind === "principal" && actor.permissions.includes(permission);

/** Who may do what with a cloud account. */
export const accountPolicy = {
  /** Its own principals; operators see accounts (design.md §3). */
  read: (actor: Actor, account: AccountFacts): boolean =>
    isAdministrator(actor) || (actor.kind === "principal" && actor.accountId === account.id),
  /** Making accounts, plans, and whatever concerns the primary account: the command line and operators. */
  administer: (actor: Actor): boolean => isAdministrator(actor),
  /** Its users and roles: besides those, its primary account and whom that has let. */
  managePrincipals: (actor: Actor, account: AccountFacts): boolean =>
    isAdministrator(actor) ||
    (actor.kind === "principal" && actor.accountId === account.id && holds(actor, "principals")),
} as const;

export type AccountAbility = keyof typeof accountPolicy;

/** Whether a principal is who acts, or the role they act under: nobody changes what they themselves may do. */
export const isOwn = (actor: Actor, principalId: string): boolean =>
  actor.kind === "principal" && (actor.principalId === principalId || actor.assumedRoleId === principalId);

/** Whether the actor may do all of this, and so may give it or act upon somebody who may: nobody gains by whom they manage. */
export const mayAllOf = (actor: Actor, permissions: readonly PrincipalPermission[]): boolean =>
  isAdministrator(actor) || permissions.every((permission) => holds(actor, permission));

/** What of a plan says whether there is service: it holds from `validFrom` up to, not including, `validTo`. */
export type PlanTerms = { validFrom: Date; validTo: Date };

/** `grace`: nothing new can be begun, but what was begun goes on. `ended`: that is over, too. */
export type PlanPhase = "not_started" | "active" | "grace" | "ended";

/** The instant from which on tickets opened before the end of a plan can no longer be used (edge-cases §1.12). */
export const graceEndsAt = (validTo: Date): Date => new Date(validTo.getTime() + durations.planGrace);

/** A plan that ended at this instant or before has no grace left at `now`: `planPhase` for statements that list. */
export const graceOverBefore = (now: Date): Date => new Date(now.getTime() - durations.planGrace);

/** Where a plan stands at `now`. Pure, so that pages say what the commands do (docs/decisions/0056-grace-after-a-plan.md). */
export function planPhase({ validFrom, validTo }: PlanTerms, now: Date): PlanPhase {
  if (now < validFrom) return "not_started";
  if (now < validTo) return "active";
  return now < graceEndsAt(validTo) ? "grace" : "ended";
}
