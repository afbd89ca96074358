import type { StaffActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import type { IncidentIdInput } from "@/lib/incidents/contract";
import { lapseAfter } from "@/lib/incidents/internal/acknowledgement";
import { changeIncident, lockIncident } from "@/lib/incidents/internal/change-incident";

/**
 * Says that an acknowledged emergency is being worked on, or a mitigated one again after all. It is a sign of life.
 *
 * @throws AppError CONFLICT `incidents.not_now`; what `accessIncident` does.
 */
export async function workOnIncident(
  actor: StaffActor,
  { incidentId }: IncidentIdInput,
  { now }: At,
): Promise<void> {
  await inTransaction(async (tx) => {
    const incident = await lockIncident(tx, actor, { incidentId, now }, "work");
    await changeIncident(tx, incident, {
      type: "in_progress",
      actorId: actor.personId,
      data: {},
      now,
      set: {
        status: "in_progress",
        mitigatedAt: null,
      },
    });
    await tx.incident.update({
      where: { id: incidentId },
      data: { lapsesAt: await lapseAfter(tx, incidentId, now) },
    });
  });
}
