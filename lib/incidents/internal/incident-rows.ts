import type { Prisma } from "@/lib/db/generated/client";
import type { Db } from "@/lib/db/prisma";
import type { IncidentRowView } from "@/lib/incidents/contract";
import { escalationChain, targetsAt } from "@/lib/incidents/escalation-chain";

type Row = IncidentRowView & { accountId: string; majorIncidentId: string | null };

/** Emergencies as rows of a list for one of the service team, the newest first, each with the last step that called somebody. */
export async function incidentRows(
  db: Db,
  personId: string,
  where: Prisma.IncidentWhereInput,
): Promise<(Row & { declared: Date })[]> {
  const incidents = await db.incident.findMany({
    where,
    include: {
      ticket: {
        include: {
          channel: { select: { organizationName: true } },
          group: { select: { members: { where: { personId, leftAt: null }, select: { personId: true } } } },
        },
      },
      steps: {
        where: { outcome: { in: ["paged", "nobody"] } },
        orderBy: { position: "desc" },
        take: 1,
        select: { position: true, _count: { select: { pages: { where: { via: "desk" } } } } },
      },
    },
    orderBy: [{ declaredAt: "desc" }, { id: "desc" }],
  });
  const names = await namesOf(
    db,
    incidents.flatMap(({ acknowledgedById }) => acknowledgedById ?? []),
  );
  return incidents.map(({ ticket, steps, ...incident }) => ({
    id: incident.id,
    accountId: incident.accountId,
    majorIncidentId: incident.majorIncidentId,
    status: incident.status,
    reason: incident.reason,
    impact: incident.impact,
    ticketId: ticket.id,
    ticketNumber: ticket.number,
    groupId: ticket.groupId,
    title: ticket.title,
    severity: ticket.severity,
    organizationName: ticket.channel.organizationName,
    declared: incident.declaredAt,
    declaredAt: incident.declaredAt.toISOString(),
    acknowledgedByName: names.get(incident.acknowledgedById ?? "") ?? null,
    step: stepView(incident.chain, steps[0]),
    isMember: ticket.group.members.length > 0,
  }));
}

type Step = { position: number; _count: { pages: number } };

function stepView(chain: unknown, step: Step | undefined): IncidentRowView["step"] {
  if (!step) return null;
  const { position, _count } = step;
  const isAllHands = targetsAt(escalationChain.parse(chain), position).includes("all_hands");
  return { number: position + 1, people: _count.pages, isAllHands };
}

/** Names of people of the service team, by id. */
export async function namesOf(db: Db, personIds: readonly string[]): Promise<Map<string, string>> {
  const persons = await db.person.findMany({
    where: { id: { in: [...personIds] } },
    select: { id: true, name: true },
  });
  return new Map(persons.map(({ id, name }) => [id, name]));
}
