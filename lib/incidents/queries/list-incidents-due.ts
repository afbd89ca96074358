import type { At } from "@/lib/config/clock";
import { prisma } from "@/lib/db/prisma";

/** Emergencies nobody has acknowledged of whose chain a step is due. */
export async function listStepsDue({ now }: At, limit: number): Promise<string[]> {
  const steps = await prisma().escalationStep.findMany({
    where: { decidedAt: null, dueAt: { lte: now }, incident: { status: "declared" } },
    select: { incidentId: true },
    distinct: ["incidentId"],
    orderBy: [{ incidentId: "asc" }, { dueAt: "asc" }],
    take: limit,
  });
  return steps.map(({ incidentId }) => incidentId);
}

/** Emergencies whose acknowledgement is to be looked at. */
export async function listLapsesDue({ now }: At, limit: number): Promise<string[]> {
  const incidents = await prisma().incident.findMany({
    where: { lapsesAt: { lte: now } },
    select: { id: true },
    orderBy: { lapsesAt: "asc" },
    take: limit,
  });
  return incidents.map(({ id }) => id);
}

/** Calls that are to be tried now, those waiting longest first. */
export async function listPagesDue({ now }: At, limit: number): Promise<string[]> {
  const pages = await prisma().page.findMany({
    where: { status: "pending", nextAttemptAt: { lte: now } },
    select: { id: true },
    orderBy: { nextAttemptAt: "asc" },
    take: limit,
  });
  return pages.map(({ id }) => id);
}
