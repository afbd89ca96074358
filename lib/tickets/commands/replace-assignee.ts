import type { SystemActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import { findAndAssign } from "@/lib/tickets/assignment";
import { changeTicket, lockTicket } from "@/lib/tickets/change-ticket";
import type { TicketIdInput } from "@/lib/tickets/contract";
import { isGone } from "@/lib/tickets/internal/is-gone";

/**
 * Takes an open ticket from an engineer who is on leave, disabled, or no longer in its group, and looks for another: a
 * ticket never stays with somebody who is gone (edge-cases §4.6).
 */
export async function replaceAssignee(
  actor: SystemActor,
  { ticketId }: TicketIdInput,
  { now }: At,
): Promise<void> {
  await inTransaction(async (tx) => {
    const ticket = await lockTicket(tx, actor, { ticketId, now }, "read");
    const { assigneeId, groupId, status } = ticket;
    if (assigneeId === null || ticket.resolvedAt !== null) return;
    if (!(await isGone(tx, { personId: assigneeId, groupId, now }))) return;
    const left = status === "waiting_for_customer" ? status : "new";
    await changeTicket(tx, ticketId, {
      type: "unassigned",
      actorId: null,
      data: { previousAssigneeId: assigneeId, status: left },
      set: { assigneeId: null, status: left },
      addressees: [ticket.requesterId],
      now,
    });
    const opened = await tx.ticket.findUniqueOrThrow({ where: { id: ticketId } });
    await findAndAssign(tx, opened, { actorId: null, exceptPersonId: assigneeId, now });
  });
}
