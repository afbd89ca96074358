import type { SystemActor } from "@/lib/actor/actor";
import type { Tx } from "@/lib/db/prisma";
import { joinGroup } from "@/lib/groups/join-group";
import { changeTicket, lockTicket } from "@/lib/tickets/change-ticket";

type Change = { ticketId: string; personId: string; now: Date };

/**
 * Gives an open ticket another contact of the customer's, because `personId` is gone (edge-cases §2.4): an owner of its main
 * group, else whoever is there longest. They join the ticket's group as its owner and are told. Without anybody left, and for
 * a ticket that is closed or somebody else's, nothing changes.
 */
export async function changeContact(
  tx: Tx,
  actor: SystemActor,
  { ticketId, personId, now }: Change,
): Promise<void> {
  const ticket = await lockTicket(tx, actor, { ticketId, now }, "read");
  if (ticket.requesterId !== personId || ticket.status === "closed") return;
  const next = await tx.groupMember.findFirst({
    where: {
      groupId: ticket.mainGroupId,
      side: "customer",
      leftAt: null,
      personId: { not: personId },
      person: { erasedAt: null, feishuIdentity: { isNot: null } },
    },
    orderBy: [{ role: "asc" }, { joinedAt: "asc" }, { personId: "asc" }],
    select: { personId: true },
  });
  if (next === null) return;
  const group = { id: ticket.groupId, accountId: ticket.accountId };
  const contact = { id: next.personId, side: "customer" } as const;
  await joinGroup(tx, group, contact, { role: "owner", actorId: null, now });
  await changeTicket(tx, ticketId, {
    type: "contact_changed",
    actorId: null,
    data: { requesterId: next.personId, previousRequesterId: personId },
    set: { requesterId: next.personId },
    addressees: [next.personId, ticket.assigneeId],
    now,
  });
}
