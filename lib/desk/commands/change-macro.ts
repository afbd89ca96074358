import type { StaffActor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import type { Tx } from "@/lib/db/prisma";
import { inTransaction, isUniqueViolation } from "@/lib/db/transaction";
import type { ChangeMacroInput, MacroView } from "@/lib/desk/browser/macros";
import { macroView } from "@/lib/desk/internal/macro-view";
import { requireKnownVariables } from "@/lib/desk/internal/known-variables";
import { accessMacro } from "@/lib/desk/access";
import { AppError } from "@/lib/errors/app-error";

/**
 * Gives a macro another name or text. What was inserted from it before stays as it was.
 *
 * @throws AppError what `accessMacro` does; INVALID_INPUT `desk.macro_unknown_variable` with its place; CONFLICT
 *   `desk.macro_changed_meanwhile`, `desk.macro_name_taken`.
 */
export async function changeMacro(
  actor: StaffActor,
  input: ChangeMacroInput,
  { now }: At,
): Promise<MacroView> {
  requireKnownVariables(input.body);
  try {
    return await inTransaction((tx) => change(tx, actor, input, now));
  } catch (thrown) {
    if (!isUniqueViolation(thrown)) throw thrown;
    throw new AppError("CONFLICT", "desk.macro_name_taken", { cause: thrown });
  }
}

async function change(tx: Tx, actor: StaffActor, input: ChangeMacroInput, now: Date): Promise<MacroView> {
  const { macroId: id, name, body } = input;
  await accessMacro(tx, actor, id);
  const { count } = await tx.macro.updateMany({
    where: { id, updatedAt: new Date(input.updatedAt), retiredAt: null },
    data: { name, body, updatedAt: now, updatedById: actor.personId },
  });
  if (count === 0) throw new AppError("CONFLICT", "desk.macro_changed_meanwhile");
  const macro = await tx.macro.findUniqueOrThrow({ where: { id } });
  if (macro.ownerId === null)
    await recordAudit(tx, actor, {
      action: "macro.changed",
      subjectType: "macro",
      subjectId: macro.id,
      accountId: null,
      now,
    });
  return macroView(actor, macro);
}
