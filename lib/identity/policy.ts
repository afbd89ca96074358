import type { Actor, StaffRole } from "@/lib/actor/actor";

/** Whether somebody with these roles looks after the service team's accounts. */
export const administersStaff = (roles: readonly StaffRole[]): boolean => roles.includes("operator");

/** Whether an account is the actor's own: nobody changes what they themselves may do, or locks themselves out. */
export const isOwn = (actor: Actor, personId: string): boolean =>
  actor.kind === "staff" && actor.personId === personId;

/** Who may do what with the service team's accounts. */
export const staffPolicy = {
  /** The command line (before anybody exists) and operators. */
  administer: (actor: Actor): boolean =>
    actor.kind === "system" || (actor.kind === "staff" && administersStaff(actor.roles)),
} as const;
