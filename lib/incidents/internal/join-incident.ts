import type { EmployeeActor } from "@/lib/actor/actor";
import type { Tx } from "@/lib/db/prisma";
import type { DeclareIncidentInput } from "@/lib/incidents/contract";
import { changeIncident } from "@/lib/incidents/internal/change-incident";

/** The emergency of a locked ticket that is open, its own row locked too; null if there is none. */
export async function findOpenIncident(tx: Tx, ticketId: string) {
  await tx.$queryRaw`
    SELECT id FROM incident WHERE ticket_id = ${ticketId}::uuid AND status NOT IN ('closed', 'cancelled') FOR NO KEY UPDATE`;
  return tx.incident.findFirst({
    where: { ticketId, status: { notIn: ["closed", "cancelled"] } },
    include: { ticket: true },
  });
}

type Running = {
  id: string;
  accountId: string;
  acknowledgedById: string | null;
  ticket: { groupId: string; assigneeId: string | null };
};
type Pressed = { actor: EmployeeActor; input: DeclareIncidentInput; now: Date };

/**
 * Joins a press to an emergency that is running: the person, their reason and their impact are kept, and who works on it is
 * told. Pressing again only changes what the same person said.
 */
export async function joinIncident(tx: Tx, incident: Running, { actor, input, now }: Pressed): Promise<void> {
  const { reason, impact, callbackNumber } = input;
  const key = { incidentId: incident.id, personId: actor.personId };
  const { count } = await tx.incidentJoin.createMany({
    data: [{ ...key, accountId: incident.accountId, reason, impact, joinedAt: now }],
    skipDuplicates: true,
  });
  if (callbackNumber !== null)
    await tx.incident.update({ where: { id: incident.id }, data: { callbackNumber } });
  if (count === 0) {
    await tx.incidentJoin.update({
      where: { incidentId_personId: key },
      data: { reason, impact },
    });
    return;
  }
  await changeIncident(tx, incident, {
    type: "joined",
    actorId: actor.personId,
    now,
    data: {
      personId: actor.personId,
      incidentReason: reason,
    },
    addressees: [incident.acknowledgedById, incident.ticket.assigneeId],
  });
}
