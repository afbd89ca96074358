import type { StaffActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import { accessSavedView } from "@/lib/desk/access";
import type { RenameSavedViewInput, SavedViewView } from "@/lib/desk/contract";
import { lockOwnViews, requireFreeName, savedViewView } from "@/lib/desk/internal/own-views";

/**
 * Gives one of one's own views another name.
 *
 * @throws AppError NOT_FOUND `desk.no_such_view`; CONFLICT `desk.view_name_taken`.
 */
export async function renameSavedView(
  actor: StaffActor,
  { viewId, name }: RenameSavedViewInput,
  _at: At,
): Promise<SavedViewView> {
  return inTransaction(async (tx) => {
    await lockOwnViews(tx, actor);
    const { id } = await accessSavedView(tx, actor, viewId);
    await requireFreeName(tx, actor, { name, exceptId: id });
    return savedViewView(await tx.savedView.update({ where: { id }, data: { name } }));
  });
}
