import type { StaffActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { newId } from "@/lib/db/new-id";
import { prisma, type Tx } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { availableStaff } from "@/lib/duty/on-duty";
import { AppError, isAppError } from "@/lib/errors/app-error";
import { recordMessage } from "@/lib/messages/record-message";
import { accessTicket } from "@/lib/tickets/access";
import { assignTo, findSuccessor } from "@/lib/tickets/assignment";
import type { HandOverOutcome, HandOverTicketsInput, HandOverView } from "@/lib/tickets/browser/hand-over";
import { lockTicket, requireVersion } from "@/lib/tickets/change-ticket";
import { ticketPolicy } from "@/lib/tickets/policy";

/** What holds for all tickets of one hand-over. */
type Handing = { actor: StaffActor; personId: string | null; note: string; now: Date };
type Wanted = HandOverTicketsInput["tickets"][number];

/**
 * Hands one's own tickets over: to a colleague, or each to who is on duty for its product. What the next one must know goes
 * into each ticket's internal group. Each ticket is a transaction of its own: one that somebody changed meanwhile, or for
 * which nobody is there, stays as it is, says so in the answer, and does not keep the others.
 *
 * @throws AppError NOT_FOUND `tickets.no_such_ticket` if one of them is not the actor's to see; INVALID_INPUT
 *   `tickets.not_available` for a colleague who cannot take tickets now. Then nothing was handed over.
 */
export async function handOverTickets(
  actor: StaffActor,
  { tickets, personId, note }: HandOverTicketsInput,
  { now }: At,
): Promise<HandOverView> {
  for (const { ticketId } of tickets) await accessTicket(prisma(), actor, { ticketId, now }, "see");
  if (personId !== null) await requireAvailable(actor, personId, now);
  const outcomes: HandOverOutcome[] = [];
  for (const wanted of tickets) outcomes.push(await outcomeOf(wanted, { actor, personId, note, now }));
  return { tickets: outcomes };
}

/** Who is on leave would lose them again at once. */
async function requireAvailable(actor: StaffActor, personId: string, now: Date): Promise<void> {
  const available = await availableStaff(prisma(), ["engineer", "tam", "duty_lead", "manager"], now);
  if (personId === actor.personId || !available.includes(personId))
    throw new AppError("INVALID_INPUT", "tickets.not_available");
}

async function outcomeOf(wanted: Wanted, handing: Handing): Promise<HandOverOutcome> {
  const { ticketId } = wanted;
  try {
    await inTransaction((tx) => handOver(tx, wanted, handing));
    return { ticketId, assignee: await assigneeOf(ticketId, handing), refusal: null };
  } catch (thrown) {
    if (!isAppError(thrown)) throw thrown;
    const { reason, details } = thrown;
    return { ticketId, assignee: await assigneeOf(ticketId, handing), refusal: { reason, details } };
  }
}

async function handOver(tx: Tx, { ticketId, version }: Wanted, handing: Handing): Promise<void> {
  const { actor, personId, note, now } = handing;
  const ticket = await lockTicket(tx, actor, { ticketId, now }, "see");
  await requireVersion(tx, ticket, version);
  if (!ticketPolicy.handOver(actor, ticket.facts)) throw new AppError("CONFLICT", "tickets.not_yours");
  const successor = personId ?? (await findSuccessor(tx, ticket, { exceptPersonId: actor.personId, now }));
  if (successor === null) throw new AppError("CONFLICT", "tickets.nobody_on_duty");
  await assignTo(tx, ticket, successor, { actorId: actor.personId, as: "handed_over", now });
  const id = newId();
  await recordMessage(tx, {
    id,
    groupId: ticket.internalGroupId,
    senderId: actor.personId,
    clientId: id,
    body: note,
    now,
  });
}

/** Who has a ticket now; null too for who sees it no more. */
async function assigneeOf(ticketId: string, { actor, now }: Handing): Promise<HandOverOutcome["assignee"]> {
  const ticket = await accessTicket(prisma(), actor, { ticketId, now }, "see").catch((thrown: unknown) => {
    if (isAppError(thrown)) return null;
    throw thrown;
  });
  if (ticket === null || ticket.assigneeId === null) return null;
  const { id, name } = await prisma().person.findUniqueOrThrow({ where: { id: ticket.assigneeId } });
  return { personId: id, name };
}
