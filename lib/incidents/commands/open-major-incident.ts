import type { StaffActor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import { newId } from "@/lib/db/new-id";
import { inTransaction } from "@/lib/db/transaction";
import { requireMajorLead } from "@/lib/incidents/access";
import type { OpenMajorIncidentInput } from "@/lib/incidents/contract";
import { addToMajor } from "@/lib/incidents/internal/group-with-major";
import { lockIncidents } from "@/lib/incidents/internal/lock-major";

/**
 * Opens a major incident over emergencies of several customers that seem to have one cause (edge-cases §6.14). Each goes on
 * with its own chain; its group learns that it is part of a wider disturbance. Of two who group the same emergency one
 * comes first, and the other is told with which title.
 *
 * @throws AppError FORBIDDEN `incidents.may_not_lead`; NOT_FOUND `incidents.no_such_incident`; CONFLICT
 *   `incidents.not_open`, `incidents.grouped_already`; then nothing is opened.
 */
export async function openMajorIncident(
  actor: StaffActor,
  { title, incidentIds }: OpenMajorIncidentInput,
  { now }: At,
): Promise<{ majorIncidentId: string }> {
  requireMajorLead(actor);
  const majorIncidentId = newId();
  const actorId = actor.personId;
  await inTransaction(async (tx) => {
    await tx.majorIncident.create({
      data: { id: majorIncidentId, title, openedById: actorId, openedAt: now },
    });
    const incidents = await lockIncidents(tx, actor, incidentIds);
    const added = await addToMajor(tx, incidents, { majorIncidentId, actorId, now });
    await recordAudit(tx, actor, {
      action: "major_incident.opened",
      subjectType: "major_incident",
      subjectId: majorIncidentId,
      accountId: null,
      details: { incidents: added },
      now,
    });
  });
  return { majorIncidentId };
}
