import type { StaffActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { prisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";
import type { IncidentRowView, MajorIncidentsView } from "@/lib/incidents/contract";
import { incidentRows, namesOf } from "@/lib/incidents/internal/incident-rows";
import { suggestGrouping } from "@/lib/incidents/internal/suggest-grouping";
import { majorIncidentPolicy } from "@/lib/incidents/policy";

const UPDATES_SHOWN = 10;

/**
 * Major incidents that are open, with their emergencies and last status texts, and the emergencies that run and are in
 * none. Who leads sees those of all customers, and which of them may have one cause; a TAM those of the tickets they are
 * in (design.md §4.2).
 *
 * @throws AppError FORBIDDEN `incidents.may_not_see_majors`.
 */
export async function listMajorIncidents(
  actor: StaffActor,
  _input: Record<string, never>,
  _at: At,
): Promise<MajorIncidentsView> {
  if (!majorIncidentPolicy.read(actor)) throw new AppError("FORBIDDEN", "incidents.may_not_see_majors");
  const { personId } = actor;
  const db = prisma();
  const mayLead = majorIncidentPolicy.lead(actor);
  const majors = await db.majorIncident.findMany({
    where: { closedAt: null },
    include: { updates: { orderBy: [{ createdAt: "desc" }, { id: "desc" }], take: UPDATES_SHOWN } },
    orderBy: [{ openedAt: "desc" }, { id: "desc" }],
  });
  const rows = await incidentRows(db, personId, {
    OR: [
      { status: { notIn: ["closed", "cancelled"] } },
      { majorIncidentId: { in: majors.map(({ id }) => id) } },
    ],
    ...(mayLead ? {} : { ticket: { group: { members: { some: { personId, leftAt: null } } } } }),
  });
  const names = await namesOf(
    db,
    majors.flatMap(({ openedById, updates }) => [openedById, ...updates.map(({ authorId }) => authorId)]),
  );
  const nameOf = (id: string): string => names.get(id) ?? "";
  const open = new Set<string | null>(majors.map(({ id }) => id));
  // One whose major incident is closed runs on by itself.
  const ungrouped = rows.filter(({ majorIncidentId }) => !open.has(majorIncidentId));
  return {
    majors: majors.map(({ id, title, openedAt, openedById, updates }) => ({
      id,
      title,
      openedAt: openedAt.toISOString(),
      openedByName: nameOf(openedById),
      incidents: rows.filter(({ majorIncidentId }) => majorIncidentId === id).map(rowView),
      updates: updates.map((update) => ({
        id: update.id,
        text: update.body,
        toldAt: update.createdAt.toISOString(),
        authorName: nameOf(update.authorId),
      })),
    })),
    ungrouped: ungrouped.map(rowView),
    suggestion: mayLead
      ? suggestGrouping(
          ungrouped.map(({ id, accountId, declared }) => ({ id, accountId, declaredAt: declared })),
        )
      : null,
  };
}

type Row = Awaited<ReturnType<typeof incidentRows>>[number];

/** A row without what only the query needs. */
const rowView = ({ accountId: _a, majorIncidentId: _m, declared: _d, ...row }: Row): IncidentRowView => row;
