import type { EmployeeActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import type { IncidentIdInput } from "@/lib/incidents/contract";
import { changeIncident, lockIncident } from "@/lib/incidents/internal/change-incident";
import { incidentPolicy } from "@/lib/incidents/policy";
import { AppError } from "@/lib/errors/app-error";

/**
 * Says, as the customer, that an emergency is solved. The service side confirms it, and is told; until then it stays open
 * (edge-cases §6.12). Again while nothing has happened changes nothing.
 *
 * @throws AppError CONFLICT `incidents.not_now`; what `accessIncident` does.
 */
export async function reportSolved(
  actor: EmployeeActor,
  { incidentId }: IncidentIdInput,
  { now }: At,
): Promise<void> {
  const { personId } = actor;
  await inTransaction(async (tx) => {
    const incident = await lockIncident(tx, actor, { incidentId, now }, "speak");
    if (!incidentPolicy.reportSolved(actor, incident.facts))
      throw new AppError("CONFLICT", "incidents.not_now");
    const last = await tx.incidentEvent.findFirst({
      where: { incidentId },
      orderBy: { version: "desc" },
    });
    if (last?.type === "reported_solved" && last.actorId === personId) return;
    await changeIncident(tx, incident, {
      type: "reported_solved",
      actorId: personId,
      data: { personId },
      now,
      addressees: [incident.acknowledgedById, incident.ticket.assigneeId],
    });
  });
}
