import type { StaffActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { prisma } from "@/lib/db/prisma";
import type { ListSavedViewsInput, SavedViewView } from "@/lib/desk/contract";
import { savedViewView } from "@/lib/desk/internal/own-views";

/** One's own saved views of the inbox, in their order. */
export async function listSavedViews(
  { personId }: StaffActor,
  _input: ListSavedViewsInput = {},
  _at?: At,
): Promise<SavedViewView[]> {
  const views = await prisma().savedView.findMany({
    where: { personId },
    orderBy: [{ position: "asc" }, { id: "asc" }],
  });
  return views.map(savedViewView);
}
