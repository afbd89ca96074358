import type { Tx } from "@/lib/db/prisma";
import type { IncidentEventDetails, ToldEventType } from "@/lib/incidents/incident-event";
import type { LockedForMajor } from "@/lib/incidents/internal/lock-major";
import { recordNotices } from "@/lib/messages/record-notices";

type Change = {
  type: Extract<ToldEventType, "grouped" | "ungrouped" | "status_told" | "last_status_told">;
  actorId: string;
  data: IncidentEventDetails;
  /** What the system lines say besides their kind. */
  notice: IncidentEventDetails;
  /** Whether who asked for help there is notified. */
  notifies: boolean;
  now: Date;
};

/**
 * Adds the same event to several locked emergencies, and the same system line to the groups of their tickets, in the
 * caller's transaction and a few statements: the groups of many customers are held meanwhile.
 */
export async function changeIncidents(
  tx: Tx,
  incidents: readonly LockedForMajor[],
  { type, actorId, data, notice, notifies, now }: Change,
): Promise<void> {
  const ids = incidents.map(({ id }) => id);
  const changed = await tx.$queryRaw<{ id: string; version: number }[]>`
    UPDATE incident SET version = version + 1 WHERE id = ANY(${ids}::uuid[]) RETURNING id, version`;
  await tx.incidentEvent.createMany({
    data: changed.map(({ id, version }) => ({
      incidentId: id,
      version,
      type,
      actorId,
      data,
      createdAt: now,
    })),
  });
  await recordNotices(tx, {
    places: incidents.map(({ ticket, joins }) => ({
      groupId: ticket.groupId,
      addressees: notifies ? [ticket.requesterId, ...joins.map(({ personId }) => personId)] : [],
    })),
    kind: `incident.${type}`,
    data: notice,
    actorId,
    now,
  });
}
