import type { PersonActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { prisma } from "@/lib/db/prisma";
import { accessTicket } from "@/lib/tickets/access";
import type { SlaClockView, TicketIdInput, TicketView } from "@/lib/tickets/contract";
import { askedResolution } from "@/lib/tickets/internal/asked-resolution";
import { nextEngineerShift } from "@/lib/tickets/internal/find-engineer";
import { slaFactsOf } from "@/lib/tickets/internal/sla-facts";
import { ticketEventViews } from "@/lib/tickets/internal/ticket-event-views";
import { ticketRowInclude, ticketRowView } from "@/lib/tickets/internal/ticket-rows";
import { type TicketAbility, type TicketFacts, ticketPolicy } from "@/lib/tickets/policy";
import { slaPolicyOf } from "@/lib/tickets/queries/sla-policy-of";
import { type SlaClock, slaClocks } from "@/lib/tickets/sla-clock";

const link = { select: { number: true, groupId: true } } as const;

/**
 * A ticket with everything its pane shows: content, people, clocks, timeline, and what the reader may do with it now.
 *
 * @throws AppError NOT_FOUND `tickets.no_such_ticket` for who may not see it; FORBIDDEN `tickets.may_not_read`.
 */
export async function getTicket(
  actor: PersonActor,
  { ticketId }: TicketIdInput,
  { now }: At,
): Promise<TicketView> {
  const { facts } = await accessTicket(prisma(), actor, { ticketId, now }, "read");
  const ticket = await prisma().ticket.findUniqueOrThrow({
    where: { id: ticketId },
    include: { ...ticketRowInclude(actor), events: true, previous: link, next: { ...link, take: 1 } },
  });
  const policy = await slaPolicyOf(prisma(), ticket.planId);
  const clocks = slaClocks(slaFactsOf(ticket, ticket.events), policy, now);
  const { version, description, resourceIds, region, previous, next } = ticket;
  return {
    ...ticketRowView(ticket),
    serverTime: now.toISOString(),
    version,
    description,
    resourceIds,
    region,
    previous,
    next: next[0] ?? null,
    internalGroupId: actor.kind === "staff" ? ticket.internalGroupId : null,
    clocks: {
      firstResponse: clockView(clocks.firstResponse),
      nextUpdate: clockView(clocks.nextUpdate),
      resolution: clockView(clocks.resolution),
    },
    beganAt: isoOf(ticket.beganAt),
    promisedUpdateAt: isoOf(ticket.promisedUpdateAt),
    autoCloseAt: isoOf(ticket.status === "resolved" ? ticket.autoCloseAt : null),
    reopenUntil: isoOf(facts.reopenUntil),
    waitingForDuty: await waitingForDuty(ticket, facts),
    rateResolution: ticketPolicy.rate(actor, facts) ? await askedResolution(prisma(), ticket) : null,
    events: await ticketEventViews(prisma(), ticket.events),
    abilities: abilitiesOf(actor, facts),
  };
}

const isoOf = (at: Date | null): string | null => at?.toISOString() ?? null;

/** For an open ticket without an engineer: when somebody comes on duty. */
async function waitingForDuty(
  { assigneeId, productCode }: { assigneeId: string | null; productCode: string },
  { status, now }: TicketFacts,
): Promise<TicketView["waitingForDuty"]> {
  if (assigneeId !== null || status === "resolved" || status === "closed") return null;
  return { nextShiftAt: isoOf(await nextEngineerShift(prisma(), productCode, now)) };
}

function clockView({ state, dueAt, remainingSeconds }: SlaClock): SlaClockView {
  return { state, dueAt: dueAt?.toISOString() ?? null, remainingSeconds };
}

function abilitiesOf(actor: PersonActor, facts: TicketFacts): TicketView["abilities"] {
  const may = (ability: TicketAbility): boolean => ticketPolicy[ability](actor, facts);
  return {
    take: may("take"),
    assign: may("assign"),
    startWork: may("startWork"),
    waitForCustomer: may("waitForCustomer"),
    resolve: may("resolve"),
    close: may("close"),
    reopen: may("reopen"),
    continue: may("continue"),
    changeSeverity: may("changeSeverity"),
    promiseUpdate: may("promiseUpdate"),
    remind: may("remind"),
    rate: may("rate"),
  };
}
