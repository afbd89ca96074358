import type { Actor } from "@/lib/actor/actor";
import type { Macro } from "@/lib/db/generated/client";
import type { MacroView } from "@/lib/desk/browser/macros";
import { macroPolicy } from "@/lib/desk/policy";

/** A macro as `actor` sees it. */
export function macroView(actor: Actor, macro: Macro): MacroView {
  const { id, name, body, ownerId, updatedAt } = macro;
  return {
    id,
    name,
    body,
    isTeams: ownerId === null,
    mayManage: macroPolicy.manage(actor, macro),
    updatedAt: updatedAt.toISOString(),
  };
}
