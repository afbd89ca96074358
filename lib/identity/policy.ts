import type { Actor } from "@/lib/actor/actor";

/** Who may do what with the service team's accounts. */
export const staffPolicy = {
  /** The command line (before anybody exists) and operators. */
  administer: (actor: Actor): boolean =>
    actor.kind === "system" || (actor.kind === "staff" && actor.roles.includes("operator")),
} as const;
