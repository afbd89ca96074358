import type { StaffActor } from "@/lib/actor/actor";
import type { Tx } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";
import { lockGroups } from "@/lib/events/lock-groups";
import { accessIncidents, accessMajorIncident } from "@/lib/incidents/access";

/** A major incident whose row the caller has locked. */
export type LockedMajor = Awaited<ReturnType<typeof accessMajorIncident>>;
/** An emergency whose group and row the caller has locked. */
export type LockedForMajor = Awaited<ReturnType<typeof accessIncidents>>[number];

/**
 * Locks a major incident, before any group: what is in it and what is said of it changes one after the other, and nobody
 * waits for it with a group locked (docs/decisions/0071-major-incidents.md).
 *
 * @throws what `accessMajorIncident` does.
 */
export async function lockMajor(tx: Tx, actor: StaffActor, majorIncidentId: string): Promise<LockedMajor> {
  await tx.$queryRaw`SELECT id FROM major_incident WHERE id = ${majorIncidentId}::uuid FOR NO KEY UPDATE`;
  return accessMajorIncident(tx, actor, majorIncidentId);
}

/** Refuses what comes after the end of a major incident. */
export function requireOpenMajor(major: LockedMajor): void {
  if (major.closedAt !== null) throw new AppError("CONFLICT", "incidents.major_closed");
}

/**
 * Locks the ticket groups of emergencies, by id, then the emergencies, and answers them as they are then. Whatever else
 * changes an emergency locks its group first, so none changes any more.
 *
 * @throws what `accessIncidents` does.
 */
export async function lockIncidents(
  tx: Tx,
  actor: StaffActor,
  incidentIds: readonly string[],
): Promise<LockedForMajor[]> {
  const found = await accessIncidents(tx, actor, incidentIds);
  await lockGroups(
    tx,
    found.map(({ ticket }) => ticket.groupId),
  );
  const ids = found.map(({ id }) => id);
  await tx.$queryRaw`SELECT id FROM incident WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR NO KEY UPDATE`;
  return accessIncidents(tx, actor, ids);
}
