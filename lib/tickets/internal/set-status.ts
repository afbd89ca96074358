import { durations } from "@/lib/config/durations";
import type { Tx } from "@/lib/db/prisma";
import { changeTicket } from "@/lib/tickets/change-ticket";
import type { TicketStatus } from "@/lib/tickets/contract";
import { endReminder } from "@/lib/tickets/end-reminder";

type Moving = { actorId: string | null; now: Date };
type Moved = { id: string; status: TicketStatus; requesterId: string; assigneeId: string | null };

/** Moves a locked ticket between the states of work, and to resolved: then silence begins to count. Answers its version. */
export async function setStatus(
  tx: Tx,
  ticket: Moved,
  status: "in_progress" | "waiting_for_customer" | "resolved",
  { actorId, now }: Moving,
): Promise<number> {
  const addressees = [ticket.requesterId, ticket.assigneeId];
  if (status !== "in_progress") await endReminder(tx, ticket.id, status, now);
  if (status !== "resolved")
    return changeTicket(tx, ticket.id, {
      type: "status_changed",
      actorId,
      data: { status, previousStatus: ticket.status },
      set: { status },
      addressees,
      now,
    });
  return changeTicket(tx, ticket.id, {
    type: "resolved",
    actorId,
    data: { status },
    set: {
      status,
      resolvedAt: now,
      assignmentDueAt: null,
      autoCloseAt: new Date(now.getTime() + durations.autoCloseStep),
      autoCloseWarnings: 0,
    },
    addressees,
    now,
  });
}
