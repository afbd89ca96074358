import type { SystemActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import type { IncidentIdInput } from "@/lib/incidents/contract";
import { lockIncident } from "@/lib/incidents/internal/change-incident";
import { decideDueSteps } from "@/lib/incidents/internal/escalate";

/**
 * Decides every step of an emergency's chain that is due, each exactly once and together with the calls it makes. While
 * somebody has acknowledged it the chain rests. Safe to run at any time, twice at once, and after a crash anywhere.
 */
export async function decideSteps(
  actor: SystemActor,
  { incidentId }: IncidentIdInput,
  { now }: At,
): Promise<void> {
  await inTransaction(async (tx) => {
    const incident = await lockIncident(tx, actor, { incidentId, now }, "read");
    if (incident.status === "declared") await decideDueSteps(tx, incident, now);
  });
}
