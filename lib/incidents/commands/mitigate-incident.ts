import type { StaffActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import type { IncidentIdInput } from "@/lib/incidents/contract";
import { changeIncident, lockIncident } from "@/lib/incidents/internal/change-incident";
import { endSteps } from "@/lib/incidents/internal/escalate";

/**
 * Says that the harm of an emergency has ended; it stays open for its cause and its report, and nothing more escalates.
 *
 * @throws AppError CONFLICT `incidents.not_now`; what `accessIncident` does.
 */
export async function mitigateIncident(
  actor: StaffActor,
  { incidentId }: IncidentIdInput,
  { now }: At,
): Promise<void> {
  await inTransaction(async (tx) => {
    const incident = await lockIncident(tx, actor, { incidentId, now }, "mitigate");
    await endSteps(tx, incidentId, now);
    await changeIncident(tx, incident, {
      type: "mitigated",
      actorId: actor.personId,
      data: {},
      now,
      set: {
        status: "mitigated",
        mitigatedAt: now,
        lapsesAt: null,
      },
    });
  });
}
