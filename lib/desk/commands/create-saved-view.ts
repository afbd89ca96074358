import type { StaffActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { newId } from "@/lib/db/new-id";
import { inTransaction } from "@/lib/db/transaction";
import { type CreateSavedViewInput, SAVED_VIEWS_LIMIT, type SavedViewView } from "@/lib/desk/contract";
import { lockOwnViews, requireFreeName, savedViewView } from "@/lib/desk/internal/own-views";
import { AppError } from "@/lib/errors/app-error";

/**
 * Keeps a filter of the inbox under a name, as the last of one's own views.
 *
 * @throws AppError CONFLICT `desk.view_name_taken`, `desk.too_many_views`.
 */
export async function createSavedView(
  actor: StaffActor,
  { name, filter }: CreateSavedViewInput,
  { now }: At,
): Promise<SavedViewView> {
  const { personId } = actor;
  return inTransaction(async (tx) => {
    await lockOwnViews(tx, actor);
    await requireFreeName(tx, actor, { name });
    const { _count, _max } = await tx.savedView.aggregate({
      where: { personId },
      _count: true,
      _max: { position: true },
    });
    if (_count >= SAVED_VIEWS_LIMIT) throw new AppError("CONFLICT", "desk.too_many_views");
    const position = (_max.position ?? 0) + 1;
    const data = { id: newId(), personId, name, filter, position, createdAt: now };
    return savedViewView(await tx.savedView.create({ data }));
  });
}
