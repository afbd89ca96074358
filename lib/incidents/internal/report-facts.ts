import { z } from "zod";
import { Prisma } from "@/lib/db/generated/client";
import type { Db } from "@/lib/db/prisma";
import type { accessIncident } from "@/lib/incidents/access";

const eventData = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));

/** Everything an emergency's report tells. */
export async function reportFacts(db: Db, incident: Awaited<ReturnType<typeof accessIncident>>) {
  const { id: incidentId, ticket } = incident;
  const events = await db.incidentEvent.findMany({ where: { incidentId }, orderBy: { version: "asc" } });
  const pages = await db.page.findMany({
    where: { incidentId },
    include: { webhook: { select: { name: true } }, step: { select: { position: true } } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  const ids = [
    incident.declaredById,
    incident.acknowledgedById,
    ...events.map(({ actorId }) => actorId),
    ...pages.map(({ personId }) => personId),
    ...incident.joins.map(({ personId }) => personId),
  ];
  const persons = await db.person.findMany({
    where: { id: { in: ids.filter((id) => id !== null) } },
    select: { id: true, name: true },
  });
  const names = new Map(persons.map(({ id, name }) => [id, name]));
  const channel = await db.channel.findUniqueOrThrow({ where: { id: ticket.channelId } });
  return {
    incident,
    events: events.map((event) => ({ ...event, data: eventData.parse(event.data) })),
    pages,
    organizationName: channel.organizationName,
    messages: await db.message.count({
      where: {
        groupId: ticket.groupId,
        notice: { equals: Prisma.DbNull },
        createdAt: { gte: incident.declaredAt, ...(incident.closedAt ? { lte: incident.closedAt } : {}) },
      },
    }),
    nameOf: (id: string | null): string => (id === null ? "–" : names.get(id) || "–"),
  };
}

export type ReportFacts = Awaited<ReturnType<typeof reportFacts>>;
