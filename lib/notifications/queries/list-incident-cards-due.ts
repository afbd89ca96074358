import type { At } from "@/lib/config/clock";
import { durations } from "@/lib/config/durations";
import { prisma } from "@/lib/db/prisma";
import { type CardState, cardStates } from "@/lib/incidents/contract";

/** What a job does by itself is left to it for this long. */
const SLACK = 3_000;

/**
 * The customer's people whose cards of this state of an emergency are to be decided: all in its ticket's group (of the
 * declaring, all but who did it), and who has left it while a card of theirs was under way, which must end too.
 */
export async function listIncidentRecipients(incidentId: string, state: CardState): Promise<string[]> {
  const incident = await prisma().incident.findUnique({
    where: { id: incidentId },
    select: { declaredById: true, ticket: { select: { groupId: true } } },
  });
  if (!incident) return [];
  const members = await prisma().groupMember.findMany({
    where: { groupId: incident.ticket.groupId, side: "customer", leftAt: null },
    select: { personId: true },
    orderBy: { personId: "asc" },
  });
  const told = members.map(({ personId }) => personId);
  const underWay = await prisma().cardDelivery.findMany({
    where: { incidentId, incidentState: state, status: "sending" },
    select: { personId: true },
  });
  return [
    ...new Set([
      ...(state === "declared" ? told.filter((personId) => personId !== incident.declaredById) : told),
      ...underWay.map(({ personId }) => personId),
    ]),
  ];
}

type Due = { incidentId: string; state: CardState };

/** States of emergencies of which somebody has not been told whom no job tells: cards never claimed, or whose attempt is over. */
export async function listIncidentCardsDue({ now }: At, limit: number): Promise<Due[]> {
  const before = new Date(now.getTime() - SLACK);
  const oldest = new Date(now.getTime() - durations.cardGiveUp);
  return prisma().$queryRaw<Due[]>`
    SELECT DISTINCT "incidentId", state FROM (
      SELECT incident_id AS "incidentId", incident_state AS state FROM card_delivery
      WHERE status = 'sending' AND lane = 'emergency' AND next_attempt_at <= ${now}::timestamptz
      UNION ALL
      SELECT e.incident_id, e.type FROM incident_event e
      JOIN incident i ON i.id = e.incident_id
      JOIN ticket t ON t.id = i.ticket_id
      JOIN group_member m ON m.group_id = t.group_id AND m.side = 'customer' AND m.left_at IS NULL AND m.joined_at <= e.created_at
      WHERE e.created_at > ${oldest}::timestamptz AND e.created_at <= ${before}::timestamptz
        AND e.type = ANY (${[...cardStates]})
        AND NOT (e.type = 'declared' AND m.person_id = i.declared_by_id)
        AND NOT EXISTS (
          SELECT FROM card_delivery c
          WHERE c.incident_id = e.incident_id AND c.incident_state = e.type AND c.person_id = m.person_id)
    ) AS due
    LIMIT ${limit}`;
}
