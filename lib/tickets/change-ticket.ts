import type { Actor } from "@/lib/actor/actor";
import type { Tx } from "@/lib/db/prisma";
import type { Prisma } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors/app-error";
import { lockGroup } from "@/lib/events/record-event";
import { recordNotice } from "@/lib/messages/record-notice";
import { accessTicket } from "@/lib/tickets/access";
import { refreshTicketClocks } from "@/lib/tickets/internal/ticket-clocks";
import type { TicketAbility } from "@/lib/tickets/policy";
import type { TicketEventDetails, TicketEventType } from "@/lib/tickets/ticket-event";

/** A ticket whose rows the caller has locked. */
export type LockedTicket = Awaited<ReturnType<typeof accessTicket>>;

/**
 * Locks a ticket's group, then the ticket, and shows that `actor` holds `ability` over it (design.md §2 "Locks").
 *
 * @throws what `accessTicket` does.
 */
export async function lockTicket(
  tx: Tx,
  actor: Actor,
  { ticketId, now }: { ticketId: string; now: Date },
  ability: TicketAbility,
): Promise<LockedTicket> {
  const found = await tx.ticket.findUnique({
    where: { id: ticketId },
    select: { groupId: true, internalGroupId: true },
  });
  if (!found) throw new AppError("NOT_FOUND", "tickets.no_such_ticket");
  for (const groupId of [found.groupId, found.internalGroupId].toSorted()) await lockGroup(tx, groupId);
  await tx.$queryRaw`SELECT id FROM ticket WHERE id = ${ticketId}::uuid FOR NO KEY UPDATE`;
  return accessTicket(tx, actor, { ticketId, now }, ability);
}

/**
 * Refuses a change whose author saw an older version of the ticket, and says who was first.
 *
 * @throws AppError CONFLICT `tickets.changed_meanwhile` with the name of who changed it (edge-cases §4.7).
 */
export async function requireVersion(tx: Tx, ticket: LockedTicket, version: number): Promise<void> {
  if (ticket.version === version) return;
  const last = await tx.ticketEvent.findFirst({
    where: { ticketId: ticket.id },
    orderBy: { version: "desc" },
    select: { actorId: true },
  });
  const person = last?.actorId && (await tx.person.findUnique({ where: { id: last.actorId } }));
  throw new AppError("CONFLICT", person ? "tickets.changed_meanwhile" : "tickets.changed_by_product", {
    details: person ? { name: person.name } : {},
  });
}

type Change = {
  type: TicketEventType;
  actorId: string | null;
  data: TicketEventDetails;
  /** What changes in the ticket's row. */
  set?: Prisma.TicketUncheckedUpdateInput;
  /** Members of the ticket group who are notified of it. */
  addressees?: readonly (string | null)[];
  now: Date;
};

/**
 * Changes a locked ticket: the row, the next event of its timeline, the due times of its clocks, and a system line in its
 * group, all in the caller's transaction. Answers the ticket's new version.
 */
export async function changeTicket(tx: Tx, ticketId: string, change: Change): Promise<number> {
  const { type, actorId, data, set = {}, addressees = [], now } = change;
  const { version, groupId } = await tx.ticket.update({
    where: { id: ticketId },
    data: { ...set, version: { increment: 1 }, updatedAt: now },
    select: { version: true, groupId: true },
  });
  await tx.ticketEvent.create({ data: { ticketId, version, type, actorId, data, createdAt: now } });
  await refreshTicketClocks(tx, ticketId, now);
  await recordNotice(tx, { groupId, kind: `ticket.${type}`, data, actorId, addressees, now });
  return version;
}
