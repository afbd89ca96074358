import type { Actor, StaffActor } from "@/lib/actor/actor";
import type { Db } from "@/lib/db/prisma";
import { macroPolicy } from "@/lib/desk/policy";
import { AppError } from "@/lib/errors/app-error";

/**
 * The saved view with this id, which is `actor`'s own: the only way from an id to one.
 *
 * @throws AppError NOT_FOUND `desk.no_such_view` for anybody else's.
 */
export async function accessSavedView(db: Db, actor: StaffActor, viewId: string) {
  const view = await db.savedView.findFirst({ where: { id: viewId, personId: actor.personId } });
  if (!view) throw new AppError("NOT_FOUND", "desk.no_such_view");
  return view;
}

/**
 * The macro with this id, once `actor` is shown to manage it: the only way from an id to a macro.
 *
 * @throws AppError NOT_FOUND `desk.no_such_macro` for one that was retired, for a colleague's own, and for who does not work
 *   on tickets; FORBIDDEN `desk.may_not_manage_team_macros`.
 */
export async function accessMacro(db: Db, actor: Actor, macroId: string) {
  const macro = await db.macro.findUnique({ where: { id: macroId } });
  if (!macro || macro.retiredAt !== null || !macroPolicy.use(actor, macro))
    throw new AppError("NOT_FOUND", "desk.no_such_macro");
  if (!macroPolicy.manage(actor, macro)) throw new AppError("FORBIDDEN", "desk.may_not_manage_team_macros");
  return macro;
}
