import type { PersonActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { prisma } from "@/lib/db/prisma";
import type { IncidentView } from "@/lib/incidents/contract";
import { incidentView } from "@/lib/incidents/internal/incident-view";
import { accessTicket } from "@/lib/tickets/access";
import type { TicketIdInput } from "@/lib/tickets/contract";

/**
 * The emergency of a ticket that is running, or else the last one there was; null if there never was one.
 *
 * @throws AppError NOT_FOUND `tickets.no_such_ticket` for who may not see it; FORBIDDEN `tickets.may_not_read`.
 */
export async function getTicketIncident(
  actor: PersonActor,
  { ticketId }: TicketIdInput,
  { now }: At,
): Promise<IncidentView | null> {
  await accessTicket(prisma(), actor, { ticketId, now }, "read");
  // One that is open was declared after all that are over.
  const last = await prisma().incident.findFirst({
    where: { ticketId },
    orderBy: [{ declaredAt: "desc" }, { id: "desc" }],
    select: { id: true },
  });
  return last && incidentView(prisma(), actor, { incidentId: last.id, now });
}
