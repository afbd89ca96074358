import type { StaffActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import { accessSavedView } from "@/lib/desk/access";
import type { SavedViewView, UpdateSavedViewInput } from "@/lib/desk/contract";
import { lockOwnViews, savedViewView } from "@/lib/desk/internal/own-views";

/**
 * Replaces what one of one's own views is narrowed to.
 *
 * @throws AppError NOT_FOUND `desk.no_such_view`.
 */
export async function updateSavedView(
  actor: StaffActor,
  { viewId, filter }: UpdateSavedViewInput,
  _at: At,
): Promise<SavedViewView> {
  return inTransaction(async (tx) => {
    await lockOwnViews(tx, actor);
    const { id } = await accessSavedView(tx, actor, viewId);
    return savedViewView(await tx.savedView.update({ where: { id }, data: { filter } }));
  });
}
