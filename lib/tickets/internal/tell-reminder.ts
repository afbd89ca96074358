import { durations } from "@/lib/config/durations";
import type { Ticket } from "@/lib/db/generated/client";
import type { Tx } from "@/lib/db/prisma";
import { recordNotice } from "@/lib/messages/record-notice";
import { NOBODY_TOLD } from "@/lib/tickets/internal/reminder-facts";
import { peopleAt } from "@/lib/tickets/internal/reminder-ladder";
import { joinTicketStaff } from "@/lib/tickets/join-ticket";
import { slaPolicyOf } from "@/lib/tickets/queries/sla-policy-of";
import { nextRungAt, TOP_RUNG, withinService } from "@/lib/tickets/reminder-rule";

/** A reminder whose ticket the caller has locked; `told` are those told before. */
export type Climbing = { id: string; rung: number; told: readonly (string | null)[] };

/** The rungs to tell: the one after the reminder's own unless `from` says otherwise, and on `through` this one at least. */
type Telling = { from?: number; through?: number; now: Date };

type Decided = { rung: number; steps: { rung: number; personId: string | null }[]; people: string[] };

/** Goes up from rung to rung until somebody is there; a rung with nobody is passed at once, and remembered as such. */
async function decide(
  tx: Tx,
  ticket: Ticket,
  { rung: own, told: before }: Climbing,
  { from = own + 1, through = from, now }: Telling,
): Promise<Decided> {
  const told = new Set(before.filter((personId) => personId !== null));
  const steps: Decided["steps"] = [];
  const people: string[] = [];
  for (let rung = from; ; rung += 1) {
    const here = await peopleAt(tx, rung, ticket, { told, now });
    if (here.length === 0) steps.push({ rung, personId: null });
    // Several are told only at the top: each has a step of their own beyond it.
    for (const [index, personId] of here.entries()) steps.push({ rung: rung + index, personId });
    for (const personId of here) told.add(personId);
    people.push(...here);
    if (rung >= TOP_RUNG || (rung >= through && people.length > 0)) return { rung, steps, people };
  }
}

/**
 * Tells the next rungs of a reminder: records who it was, makes them members of the ticket's group, and plans the rung
 * after. Answers whom it told, who have yet to be addressed by a notice; nobody: of a reminder of which nobody has been
 * told at all, it is tried again in a minute.
 */
export async function tellNext(
  tx: Tx,
  ticket: Ticket,
  climbing: Climbing,
  telling: Telling,
): Promise<string[]> {
  const { now } = telling;
  const policy = await slaPolicyOf(tx, ticket.planId);
  const { rung, steps, people } = await decide(tx, ticket, climbing, telling);
  const where = { id: climbing.id };
  if (people.length === 0 && climbing.rung === NOBODY_TOLD) {
    const nextAt = withinService(new Date(now.getTime() + durations.reminderRetry), ticket.severity, policy);
    await tx.reminder.update({ where, data: { nextAt } });
    return [];
  }
  await tx.reminderStep.createMany({
    data: steps.map((step) => ({ ...step, reminderId: climbing.id, decidedAt: now })),
  });
  const nextAt = nextRungAt(rung, now, ticket.severity, policy);
  await tx.reminder.update({ where, data: { rung, nextAt } });
  for (const personId of people) await joinTicketStaff(tx, ticket, personId, { actorId: null, now });
  return people;
}

type Line = {
  kind: "reminder.pressed" | "reminder.repeated" | "reminder.climbed" | "reminder.opened";
  /** Who pressed; null where time did it. */
  personId: string | null;
  people: readonly string[];
  now: Date;
};

/** Says in the ticket's group whom a reminder was told to, which is how they are told; or that it could be nobody. */
export async function sayTold(
  tx: Tx,
  { groupId }: Pick<Ticket, "groupId">,
  { kind, personId, people, now }: Line,
): Promise<void> {
  const [tellId, ...others] = people;
  const pressed = personId === null ? {} : { personId };
  if (tellId !== undefined)
    await recordNotice(tx, {
      groupId,
      kind,
      actorId: personId,
      addressees: people,
      now,
      data: {
        ...pressed,
        tellId,
        others: others.length,
      },
    });
  else if (personId !== null)
    await recordNotice(tx, { groupId, kind: "reminder.unheard", data: { personId }, actorId: personId, now });
}
