import type { Actor } from "@/lib/actor/actor";
import { durations } from "@/lib/config/durations";
import type { Db } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";
import { staffWaysOf } from "@/lib/groups/access";
import { recordAuditorView } from "@/lib/groups/record-auditor-view";
import { type TicketAbility, type TicketFacts, ticketPolicy, wayIntoTicket } from "@/lib/tickets/policy";

const ownMembership = (actor: Actor) => ({
  where:
    actor.kind === "employee" || actor.kind === "staff"
      ? { personId: actor.personId, leftAt: null }
      : { personId: { in: [] } },
  select: { role: true } as const,
  take: 1,
});

/** Until when a closed ticket can be reopened; null before it is closed (edge-cases §4.9). */
function reopenUntil({ closedAt }: { closedAt: Date | null }): Date | null {
  return closedAt && new Date(closedAt.getTime() + durations.ticketReopening);
}

/**
 * The ticket with this id, once `actor` is shown to hold `ability` over it at `now`: the only way from an id to a ticket. An
 * auditor's reading is recorded.
 *
 * @throws AppError NOT_FOUND `tickets.no_such_ticket` for who may not see it; FORBIDDEN `tickets.may_not_read`;
 *   CONFLICT `tickets.not_now` when somebody else, or another state of the ticket, would be needed.
 */
export async function accessTicket(
  db: Db,
  actor: Actor,
  { ticketId, now }: { ticketId: string; now: Date },
  ability: TicketAbility,
) {
  const ticket = await db.ticket.findUnique({
    where: { id: ticketId },
    include: {
      group: { select: { members: ownMembership(actor) } },
      mainGroup: { select: { members: ownMembership(actor) } },
    },
  });
  if (!ticket) throw new AppError("NOT_FOUND", "tickets.no_such_ticket");
  const { group, mainGroup, ...row } = ticket;
  const own: TicketFacts = {
    ...row,
    reopenUntil: reopenUntil(row),
    now,
    membership: group.members[0] ?? null,
    mainMembership: mainGroup.members[0] ?? null,
  };
  const isMember = wayIntoTicket(actor, own) === "member";
  const facts = isMember ? own : { ...own, ...(await staffWaysOf(db, actor, row.groupId)) };
  if (!ticketPolicy.see(actor, facts)) throw new AppError("NOT_FOUND", "tickets.no_such_ticket");
  if (!ticketPolicy.read(actor, facts) && ability === "read")
    throw new AppError("FORBIDDEN", "tickets.may_not_read");
  if (!ticketPolicy[ability](actor, facts)) throw new AppError("CONFLICT", "tickets.not_now");
  if (ability === "read" && actor.kind === "staff" && wayIntoTicket(actor, facts) === "audit")
    await recordAuditorView(actor, { id: row.groupId, accountId: row.accountId });
  return { ...row, facts };
}
