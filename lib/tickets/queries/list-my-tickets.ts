import type { PersonActor } from "@/lib/actor/actor";
import { prisma } from "@/lib/db/prisma";
import type { ListMyTicketsInput, TicketRowView } from "@/lib/tickets/contract";
import { ticketRowInclude, ticketRowView } from "@/lib/tickets/internal/ticket-rows";

/** So many of the tickets whose groups are archived are told, the newest. */
const ARCHIVED_LIMIT = 300;

/**
 * The tickets in whose groups the reader is: what their conversation list shows of them. All that can still change, and the
 * newest of the others: the Workstation has those.
 */
export async function listMyTickets(
  actor: PersonActor,
  _input: ListMyTicketsInput = {},
): Promise<TicketRowView[]> {
  const { personId } = actor;
  const mine = {
    group: { members: { some: { personId, leftAt: null } } },
    ...(actor.kind === "employee" ? { channelId: actor.channelId } : {}),
  };
  const asked = { include: ticketRowInclude(actor), orderBy: { number: "desc" } } as const;
  const [live, archived] = await Promise.all([
    prisma().ticket.findMany({ where: { ...mine, NOT: isArchived }, ...asked }),
    prisma().ticket.findMany({ where: { ...mine, ...isArchived }, ...asked, take: ARCHIVED_LIMIT }),
  ]);
  return [...live, ...archived].map(ticketRowView);
}

const isArchived = { status: "closed", autoCloseAt: null } as const;
