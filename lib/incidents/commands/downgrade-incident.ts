import type { StaffActor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import type { DowngradeIncidentInput } from "@/lib/incidents/contract";
import { changeIncident, lockIncident } from "@/lib/incidents/internal/change-incident";
import { endCalls } from "@/lib/incidents/internal/end-incident";
import { giveSeverityBack } from "@/lib/incidents/internal/give-severity-back";

/**
 * Ends an emergency that is none, with a reason the customer reads; the ticket goes on with the severity given
 * (edge-cases §6.3). Everybody who pressed is notified.
 *
 * @throws AppError CONFLICT `incidents.not_now`; what `accessIncident` does.
 */
export async function downgradeIncident(
  actor: StaffActor,
  { incidentId, severity, reason }: DowngradeIncidentInput,
  { now }: At,
): Promise<void> {
  const actorId = actor.personId;
  await inTransaction(async (tx) => {
    const incident = await lockIncident(tx, actor, { incidentId, now }, "downgrade");
    await endCalls(tx, incidentId, { event: "resolved", now });
    await changeIncident(tx, incident, {
      type: "downgraded",
      actorId,
      notice: { reason },
      now,
      data: {
        reason,
        severity,
      },
      set: {
        status: "cancelled",
        closedAt: now,
        lapsesAt: null,
      },
      addressees: [incident.ticket.requesterId, ...incident.joins.map(({ personId }) => personId)],
    });
    await giveSeverityBack(tx, incident, { severity, reason, actorId, now });
    await recordAudit(tx, actor, {
      action: "incident.downgraded",
      subjectType: "incident",
      subjectId: incidentId,
      accountId: incident.accountId,
      details: { ticketId: incident.ticketId, status: "cancelled", severity },
      before: { status: incident.status, severity: incident.ticket.severity },
      now,
    });
  });
}
