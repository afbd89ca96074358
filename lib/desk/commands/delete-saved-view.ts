import type { StaffActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import { accessSavedView } from "@/lib/desk/access";
import type { SavedViewIdInput } from "@/lib/desk/contract";
import { lockOwnViews } from "@/lib/desk/internal/own-views";

/**
 * Deletes one of one's own views.
 *
 * @throws AppError NOT_FOUND `desk.no_such_view`.
 */
export async function deleteSavedView(
  actor: StaffActor,
  { viewId }: SavedViewIdInput,
  _at: At,
): Promise<void> {
  await inTransaction(async (tx) => {
    await lockOwnViews(tx, actor);
    const { id } = await accessSavedView(tx, actor, viewId);
    await tx.savedView.delete({ where: { id } });
  });
}
