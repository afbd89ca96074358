import type { PersonActor } from "@/lib/actor/actor";
import { prisma } from "@/lib/db/prisma";
import type { ListMyTicketsInput, TicketRowView } from "@/lib/tickets/contract";
import { ticketRowInclude, ticketRowView } from "@/lib/tickets/internal/ticket-rows";

/** The tickets in whose groups the reader is: what their conversation list shows of them. */
export async function listMyTickets(
  actor: PersonActor,
  _input: ListMyTicketsInput = {},
): Promise<TicketRowView[]> {
  const { personId } = actor;
  const tickets = await prisma().ticket.findMany({
    where: {
      group: { members: { some: { personId, leftAt: null } } },
      ...(actor.kind === "employee" ? { channelId: actor.channelId } : {}),
    },
    include: ticketRowInclude(actor),
    orderBy: { number: "desc" },
  });
  return tickets.map(ticketRowView);
}
