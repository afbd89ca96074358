import type { EmployeeActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import type { Tx } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import type { IncidentIdInput } from "@/lib/incidents/contract";
import { changeIncident, lockIncident } from "@/lib/incidents/internal/change-incident";
import { endCalls } from "@/lib/incidents/internal/end-incident";
import { giveSeverityBack } from "@/lib/incidents/internal/give-severity-back";
import { incidentPolicy } from "@/lib/incidents/policy";
import { severities } from "@/lib/tickets/contract";

/**
 * Takes back an emergency that was declared by mistake, by who declared it, within 60 s and while no colleague has joined:
 * no further step is decided, everybody who was called is told, and the ticket has its severity again (edge-cases §6.2).
 *
 * @throws AppError CONFLICT `incidents.undo_over`; what `accessIncident` does.
 */
export async function undoIncident(
  actor: EmployeeActor,
  { incidentId }: IncidentIdInput,
  { now }: At,
): Promise<void> {
  const { personId } = actor;
  await inTransaction(async (tx) => {
    const incident = await lockIncident(tx, actor, { incidentId, now }, "speak");
    if (!incidentPolicy.undo(actor, incident.facts)) throw new AppError("CONFLICT", "incidents.undo_over");
    const { ticket } = incident;
    await endCalls(tx, incidentId, { event: "undone", now });
    const colleagues = await tx.groupMember.findMany({
      where: { groupId: ticket.groupId, side: "customer", leftAt: null },
      select: { personId: true },
    });
    await changeIncident(tx, incident, {
      type: "undone",
      actorId: personId,
      data: { personId },
      now,
      set: {
        status: "cancelled",
        closedAt: now,
        lapsesAt: null,
      },
      addressees: colleagues.map((member) => member.personId),
    });
    const severity = await severityBefore(tx, incidentId);
    if (severity !== null)
      await giveSeverityBack(tx, incident, { severity, reason: null, actorId: personId, now });
  });
}

async function severityBefore(tx: Tx, incidentId: string) {
  const declared = await tx.incidentEvent.findFirst({ where: { incidentId, type: "declared" } });
  const data = declared?.data;
  const before = typeof data === "object" && data !== null && "previousSeverity" in data;
  return severities.find((severity) => before && severity === data.previousSeverity) ?? null;
}
