import type { StaffActor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import type { MacroIdInput } from "@/lib/desk/browser/macros";
import { accessMacro } from "@/lib/desk/access";

/**
 * Takes a macro out of use: nobody is offered it any more, and its name is free. Of two at once one is recorded.
 *
 * @throws AppError what `accessMacro` does.
 */
export async function retireMacro(actor: StaffActor, { macroId }: MacroIdInput, { now }: At): Promise<void> {
  await inTransaction(async (tx) => {
    const macro = await accessMacro(tx, actor, macroId);
    const { count } = await tx.macro.updateMany({
      where: { id: macroId, retiredAt: null },
      data: { retiredAt: now, updatedById: actor.personId },
    });
    if (count === 0 || macro.ownerId !== null) return;
    await recordAudit(tx, actor, {
      action: "macro.retired",
      subjectType: "macro",
      subjectId: macroId,
      accountId: null,
      now,
    });
  });
}
