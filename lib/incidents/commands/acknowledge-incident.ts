import type { StaffActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import type { IncidentIdInput } from "@/lib/incidents/contract";
import { lapseAfter, refuseSecond } from "@/lib/incidents/internal/acknowledgement";
import { changeIncident, lockIncident } from "@/lib/incidents/internal/change-incident";
import { calledPersons, endDeskPages, makePages } from "@/lib/incidents/internal/make-pages";
import { incidentPolicy } from "@/lib/incidents/policy";
import { joinTicketStaff } from "@/lib/tickets/join-ticket";

/**
 * Acknowledges an emergency: a promise to look after it, by whoever works on tickets, on call or not. The chain rests, the
 * others who were called are told; without a sign of life the promise lapses (edge-cases §6.5). Again by the same person
 * changes nothing.
 *
 * @throws AppError CONFLICT `incidents.acknowledged_already` with who was first, `incidents.not_now`; what `accessIncident` does.
 */
export async function acknowledgeIncident(
  actor: StaffActor,
  { incidentId }: IncidentIdInput,
  { now }: At,
): Promise<void> {
  const { personId } = actor;
  await inTransaction(async (tx) => {
    const incident = await lockIncident(tx, actor, { incidentId, now }, "attend");
    if (incident.acknowledgedById === personId) return;
    if (!incidentPolicy.acknowledge(actor, incident.facts)) await refuseSecond(tx, incident.acknowledgedById);
    const called = await calledPersons(tx, incidentId);
    await joinTicketStaff(tx, incident.ticket, personId, { actorId: personId, now });
    await changeIncident(tx, incident, {
      type: "acknowledged",
      actorId: personId,
      notice: { personId },
      now,
      data: {
        personId,
        wasCalled: called.includes(personId) ? 1 : 0,
      },
      set: {
        status: "acknowledged",
        acknowledgedById: personId,
        acknowledgedAt: now,
      },
    });
    await tx.incident.update({
      where: { id: incidentId },
      data: { lapsesAt: await lapseAfter(tx, incidentId, now) },
    });
    await endDeskPages(tx, incidentId, now);
    const others = called.filter((id) => id !== personId);
    await makePages(tx, { incidentId, event: "acknowledged", personIds: others, vias: ["mail"], now });
  });
}
