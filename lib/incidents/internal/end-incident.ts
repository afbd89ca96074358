import type { Tx } from "@/lib/db/prisma";
import { noteIncident } from "@/lib/incidents/internal/change-incident";
import { endSteps } from "@/lib/incidents/internal/escalate";
import { calledPersons, endDeskPages, makePages, type PageEvent } from "@/lib/incidents/internal/make-pages";

type Ending = { event: Extract<PageEvent, "resolved" | "undone">; now: Date };

/** What every end of a locked emergency brings: no further step, and word to the systems, of an undone one to everybody who was called. */
export async function endCalls(tx: Tx, incidentId: string, { event, now }: Ending): Promise<void> {
  await endSteps(tx, incidentId, now);
  await endDeskPages(tx, incidentId, now);
  const personIds = event === "undone" ? await calledPersons(tx, incidentId) : [];
  await makePages(tx, { incidentId, event, personIds, now });
}

/** Closes a mitigated emergency because the customer declares one anew: reopening starts from the beginning (edge-cases §6.10). */
export async function supersede(
  tx: Tx,
  incidentId: string,
  { actorId, now }: { actorId: string; now: Date },
): Promise<void> {
  await endCalls(tx, incidentId, { event: "resolved", now });
  await noteIncident(tx, incidentId, {
    type: "superseded",
    actorId,
    data: {},
    now,
    set: {
      status: "closed",
      closedAt: now,
      lapsesAt: null,
    },
  });
}
