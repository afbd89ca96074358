import type { PersonActor } from "@/lib/actor/actor";
import { prisma } from "@/lib/db/prisma";
import { accessGroup } from "@/lib/groups/access";
import type { TicketScope } from "@/lib/tickets/internal/ticket-list-sql";
import { seesEveryTicket } from "@/lib/tickets/policy";

/**
 * What of a service main group's tickets the reader sees.
 *
 * @throws AppError NOT_FOUND `groups.no_such_group` for who is not in it.
 */
export async function ticketScope(actor: PersonActor, mainGroupId: string): Promise<TicketScope> {
  const { channelId, membership, wayIn } = await accessGroup(prisma(), actor, mainGroupId, "read");
  return {
    mainGroupId,
    personId: actor.personId,
    channelId: actor.kind === "employee" ? actor.channelId : null,
    asAuditor: wayIn === "audit",
    seesEvery: seesEveryTicket(actor, { channelId, mainMembership: membership }),
  };
}
