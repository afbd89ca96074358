import type { StaffActor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import type { CloseIncidentInput } from "@/lib/incidents/contract";
import { changeIncident, lockIncident } from "@/lib/incidents/internal/change-incident";
import { endCalls } from "@/lib/incidents/internal/end-incident";

/**
 * Closes an emergency, with its cause and a summary for the report; one that was never mitigated needs the cause.
 *
 * @throws AppError INVALID_INPUT `incidents.cause_missing`; CONFLICT `incidents.not_now`; what `accessIncident` does.
 */
export async function closeIncident(
  actor: StaffActor,
  { incidentId, cause, summary }: CloseIncidentInput,
  { now }: At,
): Promise<void> {
  await inTransaction(async (tx) => {
    const incident = await lockIncident(tx, actor, { incidentId, now }, "close");
    if (incident.status !== "mitigated" && cause === "")
      throw new AppError("INVALID_INPUT", "incidents.cause_missing");
    await endCalls(tx, incidentId, { event: "resolved", now });
    await changeIncident(tx, incident, {
      type: "closed",
      actorId: actor.personId,
      notice: {},
      now,
      data: {
        cause,
        summary,
      },
      set: {
        status: "closed",
        closedAt: now,
        lapsesAt: null,
      },
    });
    await recordAudit(tx, actor, {
      action: "incident.closed",
      subjectType: "incident",
      subjectId: incidentId,
      accountId: incident.accountId,
      details: { ticketId: incident.ticketId, status: "closed" },
      before: { status: incident.status },
      now,
    });
  });
}
