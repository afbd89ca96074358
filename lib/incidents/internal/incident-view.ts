import type { PersonActor } from "@/lib/actor/actor";
import { durations } from "@/lib/config/durations";
import type { Db } from "@/lib/db/prisma";
import { accessIncident } from "@/lib/incidents/access";
import { type IncidentView, isOpen } from "@/lib/incidents/contract";
import { escalationChain, targetsAt } from "@/lib/incidents/escalation-chain";
import { type IncidentAbility, type IncidentFacts, incidentPolicy } from "@/lib/incidents/policy";

type Asked = { incidentId: string; now: Date };

/** An emergency as this reader sees it at `now`. */
export async function incidentView(db: Db, actor: PersonActor, asked: Asked): Promise<IncidentView> {
  const incident = await accessIncident(db, actor, asked, "read");
  const { id, ticketId, status, reason, impact, declaredAt, declaredById, joins, facts } = incident;
  const reportedById = isOpen(status) ? await reportedSolvedBy(db, id) : null;
  const nameOf = await namesOf(db, [
    declaredById,
    incident.acknowledgedById,
    reportedById,
    ...joins.map(({ personId }) => personId),
  ]);
  const maySeeNumber = actor.kind === "staff" || joins.some(({ personId }) => personId === actor.personId);
  const mayUndo = incidentPolicy.undo(actor, facts);
  return {
    id,
    ticketId,
    status,
    reason,
    impact,
    callbackNumber: maySeeNumber ? incident.callbackNumber : null,
    declaredAt: declaredAt.toISOString(),
    declaredBy: nameOf(declaredById),
    joined: joins
      .filter(({ personId }) => personId !== declaredById)
      .toSorted((a, b) => a.joinedAt.getTime() - b.joinedAt.getTime())
      .map(({ personId, joinedAt, ...said }) => ({
        personId,
        name: nameOf(personId)?.name ?? "",
        reason: said.reason,
        impact: said.impact,
        joinedAt: joinedAt.toISOString(),
      })),
    acknowledgedBy: nameOf(incident.acknowledgedById),
    acknowledgedAt: incident.acknowledgedAt?.toISOString() ?? null,
    mitigatedAt: incident.mitigatedAt?.toISOString() ?? null,
    closedAt: incident.closedAt?.toISOString() ?? null,
    ...(await stepsOf(db, incident)),
    undoUntil: mayUndo ? new Date(declaredAt.getTime() + durations.incidentUndo).toISOString() : null,
    reportedSolvedBy: nameOf(reportedById),
    disturbance: await disturbanceOf(db, incident.majorIncidentId),
    abilities: abilitiesOf(actor, facts),
    serverTime: asked.now.toISOString(),
  };
}

function abilitiesOf(actor: PersonActor, facts: IncidentFacts): IncidentView["abilities"] {
  const may = (ability: IncidentAbility): boolean => incidentPolicy[ability](actor, facts);
  return {
    acknowledge: may("acknowledge"),
    work: may("work"),
    mitigate: may("mitigate"),
    close: may("close"),
    downgrade: may("downgrade"),
    undo: may("undo"),
    reportSolved: may("reportSolved"),
  };
}

async function namesOf(db: Db, ids: readonly (string | null)[]) {
  const persons = await db.person.findMany({
    where: { id: { in: ids.filter((id) => id !== null) } },
    select: { id: true, name: true },
  });
  const names = new Map(persons.map(({ id, name }) => [id, name]));
  return (id: string | null) => (id === null ? null : { personId: id, name: names.get(id) ?? "" });
}

/** What the wider disturbance an emergency belongs to is, to its customer: the last status text, and nothing else of it. */
async function disturbanceOf(db: Db, id: string | null): Promise<IncidentView["disturbance"]> {
  if (id === null) return null;
  const major = await db.majorIncident.findUniqueOrThrow({
    where: { id },
    select: { closedAt: true, updates: { orderBy: [{ createdAt: "desc" }, { id: "desc" }], take: 1 } },
  });
  const [last] = major.updates;
  return {
    isOver: major.closedAt !== null,
    status: last ? { text: last.body, toldAt: last.createdAt.toISOString() } : null,
  };
}

/** What happens of itself, or to several emergencies at once, is nobody's answer to who says that this one is solved. */
const notAnswers = [
  "attended",
  "paged",
  "nobody",
  "all_hands",
  "grouped",
  "ungrouped",
  "status_told",
  "last_status_told",
];

/** Who of the customer said last that it is solved, if nothing happened after that. */
async function reportedSolvedBy(db: Db, incidentId: string): Promise<string | null> {
  const last = await db.incidentEvent.findFirst({
    where: { incidentId, type: { notIn: notAnswers } },
    orderBy: { version: "desc" },
  });
  return last?.type === "reported_solved" ? last.actorId : null;
}

type Chained = { id: string; status: IncidentView["status"]; chain: unknown };

/** The last step that called somebody, and the next one; while somebody has acknowledged, nothing comes next. */
async function stepsOf(
  db: Db,
  { id: incidentId, status, chain: snapshot }: Chained,
): Promise<Pick<IncidentView, "step" | "next">> {
  const chain = escalationChain.parse(snapshot);
  const isAllHands = (position: number): boolean => targetsAt(chain, position).includes("all_hands");
  const last = await db.escalationStep.findFirst({
    where: { incidentId, outcome: { in: ["paged", "nobody"] } },
    orderBy: { position: "desc" },
    include: { pages: { where: { via: "desk" }, select: { id: true } } },
  });
  const next =
    status === "declared"
      ? await db.escalationStep.findFirst({
          where: { incidentId, decidedAt: null },
          orderBy: { position: "asc" },
        })
      : null;
  const stepView = (position: number) => ({ number: position + 1, isAllHands: isAllHands(position) });
  return {
    step: last && { ...stepView(last.position), people: last.pages.length },
    next: next && { ...stepView(next.position), dueAt: next.dueAt.toISOString() },
  };
}
