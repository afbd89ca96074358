import type { Tx } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";
import { isOpen } from "@/lib/incidents/contract";
import { changeIncidents } from "@/lib/incidents/internal/change-incidents";
import type { LockedForMajor } from "@/lib/incidents/internal/lock-major";

type Grouping = { majorIncidentId: string; actorId: string; now: Date };

/**
 * Puts locked emergencies into a major incident, and says in the group of each that it is part of a wider disturbance. One
 * that is in it already stays, so that a second try changes nothing; one whose major incident is closed comes over.
 *
 * @throws AppError CONFLICT `incidents.not_open`, `incidents.grouped_already` with the other one's title.
 */
export async function addToMajor(
  tx: Tx,
  incidents: readonly LockedForMajor[],
  { majorIncidentId, actorId, now }: Grouping,
): Promise<number> {
  const added = incidents.filter((incident) => incident.majorIncidentId !== majorIncidentId);
  for (const incident of added) {
    requireOpen(incident);
    const { major, ticket } = incident;
    if (major?.closedAt === null)
      throw new AppError("CONFLICT", "incidents.grouped_already", {
        details: { number: String(ticket.number), title: major.title },
      });
  }
  await place(tx, added, { type: "grouped", majorIncidentId, actorId, now });
  return added.length;
}

/**
 * Takes locked emergencies out of a major incident, and says so in the group of each; what is not in it stays as it is.
 *
 * @throws AppError CONFLICT `incidents.not_open`: what it was part of when it ended stays in its history.
 */
export async function takeFromMajor(
  tx: Tx,
  incidents: readonly LockedForMajor[],
  { majorIncidentId, actorId, now }: Grouping,
): Promise<number> {
  const taken = incidents.filter((incident) => incident.majorIncidentId === majorIncidentId);
  for (const incident of taken) requireOpen(incident);
  await place(tx, taken, { type: "ungrouped", majorIncidentId, actorId, now });
  return taken.length;
}

async function place(
  tx: Tx,
  incidents: readonly LockedForMajor[],
  { type, majorIncidentId, actorId, now }: Grouping & { type: "grouped" | "ungrouped" },
): Promise<void> {
  await tx.incident.updateMany({
    where: { id: { in: incidents.map(({ id }) => id) } },
    data: { majorIncidentId: type === "grouped" ? majorIncidentId : null },
  });
  await changeIncidents(tx, incidents, {
    type,
    actorId,
    data: { majorIncidentId },
    notice: {},
    notifies: false,
    now,
  });
}

function requireOpen({ status, ticket }: LockedForMajor): void {
  if (isOpen(status)) return;
  throw new AppError("CONFLICT", "incidents.not_open", { details: { number: String(ticket.number) } });
}
