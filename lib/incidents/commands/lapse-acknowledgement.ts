import type { SystemActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import type { IncidentIdInput } from "@/lib/incidents/contract";
import { lapseAfter, lastWritten } from "@/lib/incidents/internal/acknowledgement";
import { changeIncident, lockIncident, noteIncident } from "@/lib/incidents/internal/change-incident";
import { resumeSteps } from "@/lib/incidents/internal/escalate";

/**
 * Looks whether an acknowledgement was kept, once the silence it allows is over: words of the service side since the last
 * look put it off and earn a longer silence; without any it lapses, and the chain goes on at once (edge-cases §6.5).
 */
export async function lapseAcknowledgement(
  actor: SystemActor,
  { incidentId }: IncidentIdInput,
  { now }: At,
): Promise<void> {
  await inTransaction(async (tx) => {
    const incident = await lockIncident(tx, actor, { incidentId, now }, "read");
    const { lapsesAt, acknowledgedById } = incident;
    if (lapsesAt === null || lapsesAt > now) return;
    const looked = await tx.incidentEvent.findFirst({
      where: { incidentId, type: { in: ["acknowledged", "attended", "in_progress"] } },
      orderBy: { version: "desc" },
      select: { createdAt: true },
    });
    const written = await lastWritten(tx, incident);
    if (written !== null && looked !== null && written > looked.createdAt) {
      await noteIncident(tx, incidentId, { type: "attended", actorId: null, data: {}, now });
      const putOff = await lapseAfter(tx, incidentId, written);
      await tx.incident.update({ where: { id: incidentId }, data: { lapsesAt: putOff } });
      return;
    }
    await changeIncident(tx, incident, {
      type: "lapsed",
      actorId: null,
      notice: {},
      now,
      data: { personId: acknowledgedById },
      set: {
        status: "declared",
        acknowledgedById: null,
        acknowledgedAt: null,
        lapsesAt: null,
      },
      addressees: [acknowledgedById],
    });
    await resumeSteps(tx, incident, now);
  });
}
