import type { StaffActor } from "@/lib/actor/actor";
import type { Tx } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";
import { isOpen, type PostedMajorUpdateView, type PostMajorUpdateInput } from "@/lib/incidents/contract";
import { changeIncidents } from "@/lib/incidents/internal/change-incidents";
import { lockIncidents } from "@/lib/incidents/internal/lock-major";

type Telling = { type: "status_told" | "last_status_told"; now: Date };

/**
 * Tells a status text of a locked major incident: one system line in the ticket group of each of its emergencies that is
 * open, and word to who pressed there. A line has the text alone: no title, no number and no name of another customer.
 *
 * @throws AppError CONFLICT `incidents.update_id_taken` when another text has this id.
 */
export async function tellStatus(
  tx: Tx,
  actor: StaffActor,
  { majorIncidentId, updateId, text }: PostMajorUpdateInput,
  { type, now }: Telling,
): Promise<PostedMajorUpdateView> {
  const actorId = actor.personId;
  const { count } = await tx.majorIncidentUpdate.createMany({
    data: [{ id: updateId, majorIncidentId, authorId: actorId, body: text, createdAt: now }],
    skipDuplicates: true,
  });
  if (count === 0) throw new AppError("CONFLICT", "incidents.update_id_taken");
  const running = await tx.incident.findMany({
    where: { majorIncidentId, status: { notIn: ["closed", "cancelled"] } },
    select: { id: true },
  });
  const locked = await lockIncidents(
    tx,
    actor,
    running.map(({ id }) => id),
  );
  // What ended while its group was waited for is told nothing any more.
  const told = locked.filter(({ status }) => isOpen(status));
  await changeIncidents(tx, told, {
    type,
    actorId,
    data: { updateId, text },
    notice: { text },
    notifies: true,
    now,
  });
  return { updateId, groups: told.length, replayed: false };
}

/** What a status text with this id came to when it was told of this major incident; null if it has not been. */
export async function toldBefore(
  tx: Tx,
  { majorIncidentId, updateId }: PostMajorUpdateInput,
): Promise<PostedMajorUpdateView | null> {
  const update = await tx.majorIncidentUpdate.findUnique({ where: { id: updateId, majorIncidentId } });
  if (!update) return null;
  const groups = await tx.incidentEvent.count({
    where: { createdAt: update.createdAt, data: { path: ["updateId"], equals: updateId } },
  });
  return { updateId, groups, replayed: true };
}
