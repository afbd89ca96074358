import { graceOverBefore } from "@/lib/accounts/policy";
import type { Tx } from "@/lib/db/prisma";
import { setArchived } from "@/lib/groups/set-archived";
import { settleMainGroup } from "@/lib/groups/settle-main-group";

/** A ticket's group is archived for good once silence has closed the ticket and its time for reopening is over. */
const notOver = { OR: [{ status: { not: "closed" as const } }, { autoCloseAt: { not: null } }] };

/** What the end of a plan once suspended is opened where that is known: by the sweep of suspended tickets. */
const neverSuspended = { events: { none: { type: "service_ended" } } };

/**
 * Opens the groups of a channel that is brought back from deletion, in the caller's transaction: its service main groups
 * whose plan is active, and those of tickets that were not archived before and whose plan lets them be used. Answers how many.
 */
export async function restoreGroupsOf(tx: Tx, channelId: string, now: Date): Promise<number> {
  const ofTicket = { AND: [notOver, neverSuspended] };
  const groups = await tx.group.findMany({
    where: {
      channelId,
      archivedAt: { not: null },
      OR: [
        { kind: "main" },
        {
          plan: { validTo: { gt: graceOverBefore(now) } },
          OR: [{ ticket: ofTicket }, { internalTicket: ofTicket }],
        },
      ],
    },
    select: { id: true, kind: true },
    orderBy: { id: "asc" }, // the order in which everybody locks
  });
  let restored = 0;
  for (const { id, kind } of groups) {
    const isOpen = await (kind === "main" ? settleMainGroup(tx, id, now) : setArchived(tx, id, false, now));
    if (isOpen) restored += 1;
  }
  return restored;
}
