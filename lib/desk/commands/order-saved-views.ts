import type { StaffActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import type { OrderSavedViewsInput } from "@/lib/desk/contract";
import { lockOwnViews } from "@/lib/desk/internal/own-views";
import { AppError } from "@/lib/errors/app-error";

/**
 * Puts all of one's own views into another order.
 *
 * @throws AppError CONFLICT `desk.views_changed` if the list is not exactly of those there are: another tab made or deleted one.
 */
export async function orderSavedViews(
  actor: StaffActor,
  { viewIds }: OrderSavedViewsInput,
  _at: At,
): Promise<void> {
  const { personId } = actor;
  await inTransaction(async (tx) => {
    await lockOwnViews(tx, actor);
    const own = await tx.savedView.findMany({ where: { personId }, select: { id: true } });
    const wanted = new Set(viewIds);
    const isWhole = viewIds.length === own.length && own.every(({ id }) => wanted.has(id));
    if (!isWhole) throw new AppError("CONFLICT", "desk.views_changed");
    for (const [place, id] of viewIds.entries())
      await tx.savedView.update({ where: { id }, data: { position: place + 1 } });
  });
}
