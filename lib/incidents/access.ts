import type { Actor } from "@/lib/actor/actor";
import type { Db } from "@/lib/db/prisma";
import { AppError, isAppError } from "@/lib/errors/app-error";
import { type IncidentAbility, type IncidentFacts, incidentPolicy } from "@/lib/incidents/policy";
import { accessTicket } from "@/lib/tickets/access";

type Asked = { incidentId: string; now: Date };

/**
 * The emergency with this id and its ticket, once `actor` is shown to hold `ability` over it at `now`: the only way from an
 * id to an emergency.
 *
 * @throws AppError NOT_FOUND `incidents.no_such_incident` for who may not read its ticket; CONFLICT `incidents.not_now`
 *   when somebody else, or another state, would be needed.
 */
export async function accessIncident(
  db: Db,
  actor: Actor,
  { incidentId, now }: Asked,
  ability: IncidentAbility,
) {
  const found = await db.incident.findUnique({ where: { id: incidentId }, include: { joins: true } });
  if (!found) throw noSuchIncident();
  const { joins, ...incident } = found;
  const ticket = await accessTicket(db, actor, { ticketId: incident.ticketId, now }, "read").catch(asUnknown);
  const hasOthers = joins.some(({ personId }) => personId !== incident.declaredById);
  const facts: IncidentFacts = { ...incident, hasOthers, ticket: ticket.facts };
  if (!incidentPolicy[ability](actor, facts)) throw new AppError("CONFLICT", "incidents.not_now");
  return { ...incident, joins, facts, ticket };
}

const noSuchIncident = () => new AppError("NOT_FOUND", "incidents.no_such_incident");

/** Who may see that a ticket exists, but not read it, learns nothing of its emergencies. */
export function asUnknown(thrown: unknown): never {
  if (isAppError(thrown) && (thrown.code === "NOT_FOUND" || thrown.code === "FORBIDDEN"))
    throw noSuchIncident();
  throw thrown;
}
