import type { StaffActor } from "@/lib/actor/actor";
import type { Tx } from "@/lib/db/prisma";
import { keptFilter, type SavedViewView } from "@/lib/desk/contract";
import { AppError } from "@/lib/errors/app-error";

/** A person's views change one after the other, so that their number, their names and their order can be looked at. */
export async function lockOwnViews(tx: Tx, { personId }: StaffActor): Promise<void> {
  await tx.$queryRaw`SELECT id FROM staff_account WHERE person_id = ${personId}::uuid FOR NO KEY UPDATE`;
}

/**
 * Refuses a name that another of the reader's views has, in whatever case. The views are locked.
 *
 * @throws AppError CONFLICT `desk.view_name_taken`.
 */
export async function requireFreeName(
  tx: Tx,
  { personId }: StaffActor,
  { name, exceptId }: { name: string; exceptId?: string },
): Promise<void> {
  const own = await tx.savedView.findMany({ where: { personId }, select: { id: true, name: true } });
  const folded = name.toLocaleLowerCase("en");
  if (own.some((view) => view.id !== exceptId && view.name.toLocaleLowerCase("en") === folded))
    throw new AppError("CONFLICT", "desk.view_name_taken");
}

type Row = { id: string; name: string; filter: unknown };

/** A row as its view; what an older version wrote into the filter is read as far as it is understood. */
export function savedViewView({ id, name, filter }: Row): SavedViewView {
  return { id, name, filter: keptFilter(filter) };
}
