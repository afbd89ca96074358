import type { Actor } from "@/lib/actor/actor";
import type { Db } from "@/lib/db/prisma";
import { AppError, isAppError } from "@/lib/errors/app-error";
import {
  type IncidentAbility,
  type IncidentFacts,
  incidentPolicy,
  majorIncidentPolicy,
} from "@/lib/incidents/policy";
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

/**
 * Shows that `actor` may lead major incidents.
 *
 * @throws AppError FORBIDDEN `incidents.may_not_lead`.
 */
export function requireMajorLead(actor: Actor): void {
  if (!majorIncidentPolicy.lead(actor)) throw new AppError("FORBIDDEN", "incidents.may_not_lead");
}

/**
 * The major incident with this id, once `actor` is shown to lead such: the only way from an id to a major incident.
 *
 * @throws AppError NOT_FOUND `incidents.no_such_major`, also for who may not know of any; FORBIDDEN
 *   `incidents.may_not_lead`.
 */
export async function accessMajorIncident(db: Db, actor: Actor, majorIncidentId: string) {
  const major = await db.majorIncident.findUnique({ where: { id: majorIncidentId } });
  if (!major || !majorIncidentPolicy.read(actor)) throw new AppError("NOT_FOUND", "incidents.no_such_major");
  requireMajorLead(actor);
  return major;
}

/**
 * Emergencies of whatever customers with what grouping and telling them needs, by id, once `actor` is shown to lead major
 * incidents: who does may read every ticket.
 *
 * @throws AppError FORBIDDEN `incidents.may_not_lead`; NOT_FOUND `incidents.no_such_incident` if one is not there.
 */
export async function accessIncidents(db: Db, actor: Actor, incidentIds: readonly string[]) {
  requireMajorLead(actor);
  const ids = [...new Set(incidentIds)];
  const incidents = await db.incident.findMany({
    where: { id: { in: ids } },
    include: {
      major: { select: { title: true, closedAt: true } },
      ticket: { select: { number: true, groupId: true, requesterId: true } },
      joins: { select: { personId: true } },
    },
    orderBy: { id: "asc" },
  });
  if (incidents.length < ids.length) throw noSuchIncident();
  return incidents;
}
