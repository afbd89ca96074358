import type { Tx } from "@/lib/db/prisma";
import { recordNotice } from "@/lib/messages/record-notice";

type EndReason = "answered" | "resolved" | "closed" | "waiting_for_customer" | "service_over";

/** Ends a ticket's open reminder, if there is one: nobody further up the ladder is told. The caller has locked the ticket. */
export async function endReminder(tx: Tx, ticketId: string, endReason: EndReason, now: Date): Promise<void> {
  const { count } = await tx.reminder.updateMany({
    where: { ticketId, endedAt: null },
    data: { endedAt: now, endReason, nextAt: null },
  });
  if (count === 0 || endReason !== "answered") return;
  const { groupId } = await tx.ticket.findUniqueOrThrow({
    where: { id: ticketId },
    select: { groupId: true },
  });
  await recordNotice(tx, { groupId, kind: "reminder.answered", data: {}, actorId: null, now });
}
