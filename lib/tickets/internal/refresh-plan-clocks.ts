import { prisma } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { refreshTicketClocks } from "@/lib/tickets/internal/ticket-clocks";

/**
 * Computes anew what is due of a plan's open tickets, and says how many there are. Each ticket has a transaction of its own:
 * one for all would keep every conversation about them waiting. What was interrupted is complete after the next time.
 */
export async function refreshPlanClocks(planId: string, now: Date): Promise<number> {
  const open = await prisma().ticket.findMany({
    where: { planId, status: { notIn: ["resolved", "closed"] } },
    select: { id: true },
  });
  for (const { id } of open)
    await inTransaction(async (tx) => {
      // Who changes the ticket at this moment would overwrite, or be overwritten by, what an older policy said.
      await tx.$queryRaw`SELECT id FROM ticket WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
      await refreshTicketClocks(tx, id, now);
    });
  return open.length;
}
