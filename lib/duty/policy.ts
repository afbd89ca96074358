import type { Actor, StaffRole } from "@/lib/actor/actor";

/** What a decision about one of the service team needs to know. */
export type ColleagueFacts = { personId: string };

const staffWhoPlan: ReadonlySet<StaffRole> = new Set<StaffRole>(["duty_lead", "manager", "operator"]);

const plans = (actor: Actor): boolean =>
  actor.kind === "system" || (actor.kind === "staff" && actor.roles.some((role) => staffWhoPlan.has(role)));

/** Who may do what with duty: shifts, skills, capacity, leave and products. Pure, so that the browser can ask the same question. */
export const dutyPolicy = {
  /** All of the service team, auditors included. */
  read: (actor: Actor): boolean => actor.kind === "system" || actor.kind === "staff",
  /** Shifts, skills and capacity of anybody. */
  manage: plans,
  /** Leave: one's own, and anybody's for who plans. */
  setLeave: (actor: Actor, colleague: ColleagueFacts): boolean =>
    plans(actor) || (actor.kind === "staff" && actor.personId === colleague.personId),
  /** Whoever can create a ticket or work on one. */
  readProducts: (actor: Actor): boolean => actor.kind !== "principal",
  /** The command line. */
  administerProducts: (actor: Actor): boolean => actor.kind === "system",
} as const;

/** What can be done to one of the service team. */
export type ColleagueAbility = "manage" | "setLeave";
