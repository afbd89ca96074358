import type { Actor } from "@/lib/actor/actor";
import type { Prisma } from "@/lib/db/generated/client";
import type { Tx } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";
import { accessIncident, asUnknown } from "@/lib/incidents/access";
import { type CardState, cardStates } from "@/lib/incidents/contract";
import type { IncidentEventDetails, IncidentEventType, ToldEventType } from "@/lib/incidents/incident-event";
import type { IncidentAbility } from "@/lib/incidents/policy";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import { recordNotice } from "@/lib/messages/record-notice";
import { lockTicket } from "@/lib/tickets/change-ticket";

/** An emergency whose rows, and those of its ticket, the caller has locked. */
export type LockedIncident = Awaited<ReturnType<typeof accessIncident>>;

type Asked = { incidentId: string; now: Date };

/**
 * Locks the groups of an emergency's ticket, the ticket, then the emergency, and shows that `actor` holds `ability` over it
 * (design.md §2 "Locks").
 *
 * @throws what `accessIncident` does.
 */
export async function lockIncident(
  tx: Tx,
  actor: Actor,
  { incidentId, now }: Asked,
  ability: IncidentAbility,
): Promise<LockedIncident> {
  const found = await tx.incident.findUnique({ where: { id: incidentId }, select: { ticketId: true } });
  if (!found) throw new AppError("NOT_FOUND", "incidents.no_such_incident");
  await lockTicket(tx, actor, { ticketId: found.ticketId, now }, "read").catch(asUnknown);
  await tx.$queryRaw`SELECT id FROM incident WHERE id = ${incidentId}::uuid FOR NO KEY UPDATE`;
  return accessIncident(tx, actor, { incidentId, now }, ability);
}

type Change = {
  actorId: string | null;
  data: IncidentEventDetails;
  /** What changes in the emergency's row. */
  set?: Prisma.IncidentUncheckedUpdateInput;
  now: Date;
};
type Told = Change & {
  type: ToldEventType;
  /** What its system line names, if not all of `data`. */
  notice?: IncidentEventDetails;
  /** Members of the ticket group who are notified of it besides. */
  addressees?: readonly (string | null)[];
};
type Changed = { id: string; ticket: { groupId: string } };

const isCardState = (type: string): type is CardState => cardStates.some((state) => state === type);

/**
 * Changes a locked emergency: the row, the next event of its history, a system line in the ticket's group, and the job of
 * the card if its state is worth one, all in the caller's transaction.
 */
export async function changeIncident(tx: Tx, incident: Changed, change: Told): Promise<void> {
  const { type, actorId, notice = change.data, addressees = [], now } = change;
  await noteIncident(tx, incident.id, change);
  const { groupId } = incident.ticket;
  await recordNotice(tx, {
    groupId,
    kind: `incident.${type}`,
    data: notice,
    actorId,
    addressees,
    now,
  });
  if (isCardState(type))
    await enqueueJob(
      tx,
      "send-incident-card",
      { incidentId: incident.id, state: type },
      { key: `${incident.id}:${type}`, runAt: now },
    );
}

/** Changes a locked emergency and its history, and tells nobody. */
export async function noteIncident(
  tx: Tx,
  incidentId: string,
  { type, actorId, data, set = {}, now }: Change & { type: IncidentEventType },
): Promise<void> {
  const { version } = await tx.incident.update({
    where: { id: incidentId },
    data: { ...set, version: { increment: 1 } },
    select: { version: true },
  });
  await tx.incidentEvent.create({ data: { incidentId, version, type, actorId, data, createdAt: now } });
}
