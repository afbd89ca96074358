import type { PersonActor } from "@/lib/actor/actor";
import type { Prisma } from "@/lib/db/generated/client";
import type { TicketRowView } from "@/lib/tickets/contract";

const OVER = ["closed", "cancelled"] as const;

/** What Prisma is asked for a row of a list, for this reader. */
export const ticketRowInclude = ({ personId }: Pick<PersonActor, "personId">) =>
  ({
    assignee: { select: { id: true, name: true } },
    requester: { select: { id: true, name: true } },
    group: { select: { members: { where: { personId, leftAt: null }, select: { role: true }, take: 1 } } },
    incidents: { where: { status: { notIn: [...OVER] } }, select: { id: true }, take: 1 },
  }) satisfies Prisma.TicketInclude;

type Row = Prisma.TicketGetPayload<{ include: ReturnType<typeof ticketRowInclude> }>;

/** A ticket as lists and headers show it. */
export function ticketRowView(ticket: Row): TicketRowView {
  const { id, number, groupId, mainGroupId, title, severity, status, productCode } = ticket;
  const { assignee, requester } = ticket;
  const due = [ticket.firstResponseDueAt, ticket.nextUpdateDueAt, ticket.resolutionDueAt]
    .filter((at) => at !== null)
    .toSorted((a, b) => a.getTime() - b.getTime());
  return {
    id,
    number,
    groupId,
    mainGroupId,
    title,
    severity,
    status,
    productCode,
    assignee: assignee && { personId: assignee.id, name: assignee.name },
    requester: { personId: requester.id, name: requester.name },
    createdAt: ticket.createdAt.toISOString(),
    updatedAt: ticket.updatedAt.toISOString(),
    nextDueAt: due[0]?.toISOString() ?? null,
    hasOpenIncident: ticket.incidents.length > 0,
    isMember: ticket.group.members.length > 0,
  };
}
