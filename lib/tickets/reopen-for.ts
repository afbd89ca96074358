import type { Tx } from "@/lib/db/prisma";
import type { LockedTicket } from "@/lib/tickets/change-ticket";
import { reopen } from "@/lib/tickets/internal/reopen";
import { canReopen } from "@/lib/tickets/policy";

type Reopening = { actorId: string | null; reason: string | null; now: Date };

/**
 * Opens a locked ticket again that is resolved or closed, because something else needs it open; false if it is so long
 * closed that only a new ticket can go on with it (edge-cases §4.9).
 */
export async function reopenFor(tx: Tx, ticket: LockedTicket, reopening: Reopening): Promise<boolean> {
  const { actorId, reason, now } = reopening;
  const { facts, ...row } = ticket;
  if (!canReopen(facts)) return false;
  await reopen(tx, row, reason, { actorId, now });
  return true;
}
