import type { Tx } from "@/lib/db/prisma";
import { slaPolicyOf } from "@/lib/tickets/queries/sla-policy-of";
import { slaClocks } from "@/lib/tickets/sla-clock";
import { slaFactsOf } from "@/lib/tickets/internal/sla-facts";

/** Computes a ticket's clocks anew from its history, and keeps what is due in its row; after every change that matters. */
export async function refreshTicketClocks(tx: Tx, ticketId: string, now: Date): Promise<void> {
  const ticket = await tx.ticket.findUniqueOrThrow({ where: { id: ticketId }, include: { events: true } });
  const clocks = slaClocks(slaFactsOf(ticket, ticket.events), await slaPolicyOf(tx, ticket.planId), now);
  const isOver = ticket.resolvedAt !== null;
  const dueAt = (clock: Clock, isKept = false) => (isOver || isKept ? null : running(clock));
  await tx.ticket.update({
    where: { id: ticketId },
    data: {
      firstResponseDueAt: dueAt(clocks.firstResponse, ticket.firstRespondedAt !== null),
      nextUpdateDueAt: dueAt(clocks.nextUpdate),
      resolutionDueAt: dueAt(clocks.resolution),
    },
  });
}

type Clock = ReturnType<typeof slaClocks>["resolution"];

/** What is still to come, or was missed and is still owed; nothing of what is met or waits. */
function running({ state, dueAt }: Clock): Date | null {
  return state === "met" || state === "paused" ? null : dueAt;
}
