import type { EmployeeActor } from "@/lib/actor/actor";
import type { Incident, Ticket } from "@/lib/db/generated/client";
import { newId } from "@/lib/db/new-id";
import type { Tx } from "@/lib/db/prisma";
import type { DeclareIncidentInput } from "@/lib/incidents/contract";
import { chainOfAccount } from "@/lib/incidents/queries/chain-of-account";
import { changeIncident } from "@/lib/incidents/internal/change-incident";
import { decideDueSteps, planSteps } from "@/lib/incidents/internal/escalate";
import { changeTicket } from "@/lib/tickets/change-ticket";

type Pressed = { actor: EmployeeActor; input: DeclareIncidentInput; now: Date };

/**
 * Begins an emergency of a locked ticket: the ticket becomes an S1, the account's chain is kept as it is now, and its first
 * step is decided. Null if one is open already, which the database decides.
 */
export async function beginIncident(
  tx: Tx,
  ticket: Ticket,
  { actor, input, now }: Pressed,
): Promise<Incident | null> {
  const { reason, impact, callbackNumber } = input;
  const { personId } = actor;
  const chain = await chainOfAccount(tx, ticket.accountId);
  const [incident] = await tx.incident.createManyAndReturn({
    data: [
      {
        id: newId(),
        ticketId: ticket.id,
        accountId: ticket.accountId,
        status: "declared",
        reason,
        impact,
        callbackNumber,
        chain,
        version: 0,
        declaredById: personId,
        declaredAt: now,
      },
    ],
    skipDuplicates: true,
  });
  if (!incident) return null;
  await tx.incidentJoin.create({
    data: { incidentId: incident.id, accountId: ticket.accountId, personId, reason, impact, joinedAt: now },
  });
  if (ticket.severity !== "s1")
    await changeTicket(tx, ticket.id, {
      type: "severity_changed",
      actorId: personId,
      data: { severity: "s1", previousSeverity: ticket.severity, reason: impact },
      set: { severity: "s1" },
      addressees: [ticket.assigneeId],
      now,
    });
  const declared = { personId, incidentReason: reason };
  await changeIncident(
    tx,
    { id: incident.id, ticket },
    {
      type: "declared",
      actorId: personId,
      notice: declared,
      now,
      data: {
        ...declared,
        previousSeverity: ticket.severity,
      },
    },
  );
  await planSteps(tx, { id: incident.id, chain }, now);
  await decideDueSteps(tx, { id: incident.id, chain, ticket }, now);
  return incident;
}
