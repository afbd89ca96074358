import type { PersonActor } from "@/lib/actor/actor";
import { AppError } from "@/lib/errors/app-error";
import { staffScope } from "@/lib/groups/policy";

/**
 * Refuses whose roles no longer let them take part in any conversation, for what decides by memberships alone: a row may be
 * left of an earlier role.
 *
 * @throws AppError NOT_FOUND `groups.no_such_group`.
 */
export function requirePart(actor: PersonActor): void {
  if (actor.kind === "staff" && !staffScope(actor.roles).takesPart)
    throw new AppError("NOT_FOUND", "groups.no_such_group");
}
