import type { StaffActor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import { newId } from "@/lib/db/new-id";
import { inTransaction } from "@/lib/db/transaction";
import { type CreateMacroInput, MACROS_LIMIT, type MacroView } from "@/lib/desk/browser/macros";
import { macroView } from "@/lib/desk/internal/macro-view";
import { requireKnownVariables } from "@/lib/desk/internal/known-variables";
import { macroPolicy } from "@/lib/desk/policy";
import { AppError } from "@/lib/errors/app-error";

/**
 * Keeps a text with variables for writing it often: one's own, or the whole team's. Of two with one name the first stays.
 *
 * @throws AppError FORBIDDEN `desk.may_not_use_macros`, `desk.may_not_manage_team_macros`; INVALID_INPUT
 *   `desk.macro_unknown_variable` with its place; CONFLICT `desk.macro_name_taken`, `desk.too_many_macros`.
 */
export async function createMacro(
  actor: StaffActor,
  { name, body, forTeam }: CreateMacroInput,
  { now }: At,
): Promise<MacroView> {
  const ownerId = forTeam ? null : actor.personId;
  if (!macroPolicy.use(actor, { ownerId })) throw new AppError("FORBIDDEN", "desk.may_not_use_macros");
  if (!macroPolicy.manage(actor, { ownerId }))
    throw new AppError("FORBIDDEN", "desk.may_not_manage_team_macros");
  requireKnownVariables(body);
  return inTransaction(async (tx) => {
    if ((await tx.macro.count({ where: { ownerId, retiredAt: null } })) >= MACROS_LIMIT)
      throw new AppError("CONFLICT", "desk.too_many_macros");
    const [macro] = await tx.macro.createManyAndReturn({
      data: { id: newId(), ownerId, name, body, createdAt: now, updatedAt: now, updatedById: actor.personId },
      skipDuplicates: true,
    });
    if (!macro) throw new AppError("CONFLICT", "desk.macro_name_taken");
    if (macro.ownerId === null)
      await recordAudit(tx, actor, {
        action: "macro.created",
        subjectType: "macro",
        subjectId: macro.id,
        accountId: null,
        now,
      });
    return macroView(actor, macro);
  });
}
