import { z } from "zod";
import type { TicketEvent } from "@/lib/db/generated/client";
import type { Db } from "@/lib/db/prisma";
import type { TicketEventView } from "@/lib/tickets/contract";

const eventData = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));

/** The timeline of a ticket, the oldest first, with the names of whom it names. */
export async function ticketEventViews(db: Db, events: readonly TicketEvent[]): Promise<TicketEventView[]> {
  const read = events
    .toSorted((a, b) => a.version - b.version)
    .map((event) => ({ ...event, data: eventData.parse(event.data) }));
  const ids = read.flatMap(({ actorId, data }) => [actorId, ...personsIn(data)]).filter((id) => id !== null);
  const persons = await db.person.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, name: true },
  });
  const names = new Map(persons.map(({ id, name }) => [id, name]));
  return read.map(({ version, type, actorId, data, createdAt }) => ({
    version,
    type,
    data,
    actorName: actorId === null ? null : (names.get(actorId) ?? null),
    names: Object.fromEntries(personsIn(data).map((id) => [id, names.get(id) ?? ""])),
    createdAt: createdAt.toISOString(),
  }));
}

function personsIn(data: TicketEventView["data"]): string[] {
  return Object.entries(data).flatMap(([key, value]) =>
    key.endsWith("Id") && typeof value === "string" ? [value] : [],
  );
}
