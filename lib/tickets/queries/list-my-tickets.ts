import type { PersonActor } from "@/lib/actor/actor";
import { type At, currentTime } from "@/lib/config/clock";
import { prisma } from "@/lib/db/prisma";
import { staffScope } from "@/lib/groups/policy";
import type { ListMyTicketsInput, TicketRowView } from "@/lib/tickets/contract";
import { ticketRowInclude, ticketRowView } from "@/lib/tickets/internal/ticket-rows";

/** So many of the tickets whose groups are archived are told, the newest. */
const ARCHIVED_LIMIT = 300;

/**
 * The tickets in whose groups the reader is, or which they have open by break-glass: what their conversation list shows of them. All that can still change, and the
 * newest of the others: the Workstation has those.
 */
export async function listMyTickets(
  actor: PersonActor,
  _input: ListMyTicketsInput = {},
  { now }: At = { now: currentTime() },
): Promise<TicketRowView[]> {
  const scope = actor.kind === "staff" ? staffScope(actor.roles) : null;
  if (scope?.takesPart === false) return [];
  const mine = {
    group: { OR: [isMember(actor), ...(scope?.breaksGlass ? [isOpened(actor, now)] : [])] },
    ...(actor.kind === "employee" ? { channelId: actor.channelId } : {}),
  };
  const asked = { include: ticketRowInclude(actor), orderBy: { number: "desc" } } as const;
  const [live, archived] = await Promise.all([
    prisma().ticket.findMany({ where: { ...mine, NOT: isArchived }, ...asked }),
    prisma().ticket.findMany({ where: { ...mine, ...isArchived }, ...asked, take: ARCHIVED_LIMIT }),
  ]);
  return [...live, ...archived].map(ticketRowView);
}

const isMember = ({ personId }: PersonActor) => ({ members: { some: { personId, leftAt: null } } });
const isOpened = ({ personId }: PersonActor, now: Date) => ({
  breakGlasses: { some: { personId, endedAt: null, endsAt: { gt: now } } },
});
const isArchived = { status: "closed", autoCloseAt: null } as const;
