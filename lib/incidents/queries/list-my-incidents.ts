import type { StaffActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { durations } from "@/lib/config/durations";
import { prisma } from "@/lib/db/prisma";
import type { ListMyIncidentsInput, MyIncidentView } from "@/lib/incidents/contract";

/**
 * The emergencies that concern one of the service team, the newest first: those that run in tickets whose groups they are
 * in, and those of the last minutes that were taken back after they had been called.
 */
export async function listMyIncidents(
  { personId }: StaffActor,
  _input: ListMyIncidentsInput,
  { now }: At,
): Promise<MyIncidentView[]> {
  const recently = new Date(now.getTime() - durations.undoneShown);
  const mine = { personId, via: "desk" } as const;
  const incidents = await prisma().incident.findMany({
    where: {
      OR: [
        {
          status: { notIn: ["closed", "cancelled"] },
          ticket: { group: { members: { some: { personId, leftAt: null } } } },
        },
        { pages: { some: { ...mine, event: "undone", createdAt: { gt: recently } } } },
      ],
    },
    include: {
      ticket: { include: { channel: { select: { organizationName: true } } } },
      pages: { where: mine, select: { id: true, event: true, seenAt: true } },
    },
    orderBy: [{ declaredAt: "desc" }, { id: "desc" }],
  });
  const ids = incidents.flatMap(({ acknowledgedById }) => acknowledgedById ?? []);
  const persons = await prisma().person.findMany({ where: { id: { in: ids } } });
  const names = new Map(persons.map(({ id, name }) => [id, name]));
  return incidents.map(({ ticket, pages, acknowledgedById, ...incident }) => ({
    id: incident.id,
    status: incident.status,
    reason: incident.reason,
    impact: incident.impact,
    ticketId: ticket.id,
    ticketNumber: ticket.number,
    groupId: ticket.groupId,
    title: ticket.title,
    severity: ticket.severity,
    organizationName: ticket.channel.organizationName,
    declaredAt: incident.declaredAt.toISOString(),
    serverTime: now.toISOString(),
    acknowledgedByName: acknowledgedById === null ? null : (names.get(acknowledgedById) ?? null),
    calls: pages.filter(({ event }) => event === "trigger").length,
    unseenPageIds: pages.filter(({ seenAt }) => seenAt === null).map(({ id }) => id),
  }));
}
