import { Prisma } from "@/lib/db/generated/client";
import type { Db } from "@/lib/db/prisma";
import { excerptOf } from "@/lib/groups/contract";
import { mentionsIn } from "@/lib/messages/contract";
import type { LockedTicket } from "@/lib/tickets/change-ticket";
import type { ReminderAnswer, ReminderRungView, ReminderView } from "@/lib/tickets/contract";
import { type OpenReminder, openReminderOf, reminderFactsOf } from "@/lib/tickets/internal/reminder-facts";
import { rungName } from "@/lib/tickets/internal/reminder-ladder";
import { seenStepsSql } from "@/lib/tickets/internal/reminder-seen-sql";
import { slaPolicyOf } from "@/lib/tickets/queries/sla-policy-of";
import { nextRungAt, reminderRuling, TOP_RUNG } from "@/lib/tickets/reminder-rule";
import type { SlaPolicy } from "@/lib/tickets/sla-targets";

type Reading = { readerId: string; answer: ReminderAnswer | null; now: Date };
type NameOf = (personId: string) => string;

/** How the reminding of a ticket stands, for a reader who was shown to read the ticket. */
export async function reminderView(
  db: Db,
  ticket: LockedTicket,
  { readerId, answer, now }: Reading,
): Promise<ReminderView> {
  const open = await openReminderOf(db, ticket.id);
  const policy = await slaPolicyOf(db, ticket.planId);
  const ruling = reminderRuling(await reminderFactsOf(db, ticket, open), policy, now);
  return {
    ticketId: ticket.id,
    serverTime: now.toISOString(),
    answer,
    state: ruling.state,
    nextPressAt: ruling.nextPressAt?.toISOString() ?? null,
    opensAt: ruling.opensAt?.toISOString() ?? null,
    awaited: ruling.state === "waiting_for_customer" ? await awaitedView(db, ticket) : null,
    reminder: open && {
      ...(await openView(db, open, ticket, policy)),
      hasAsked: open.presses.some(({ personId }) => personId === readerId),
    },
  };
}

async function openView(db: Db, open: OpenReminder, ticket: LockedTicket, policy: SlaPolicy) {
  const { steps, presses, createdAt, seenAt } = open;
  const ids = [...steps, ...presses].flatMap(({ personId }) => (personId === null ? [] : [personId]));
  const nameOf = await namesOf(db, ids);
  const seen = await db.$queryRaw<{ personId: string }[]>`
    SELECT seen.person_id AS "personId" FROM (${seenStepsSql}) AS seen WHERE seen.reminder_id = ${open.id}::uuid`;
  const hasSeen = new Set(seen.map(({ personId }) => personId));
  return {
    createdAt: createdAt.toISOString(),
    seenAt: seenAt?.toISOString() ?? null,
    askedBy: presses.map(({ personId }) => ({ personId, name: nameOf(personId) })),
    presses: presses.reduce((sum, press) => sum + press.presses, 0),
    ladder: [...rungsTold(open, nameOf, hasSeen), ...rungsToCome(open, ticket, policy)],
  };
}

function rungsTold({ steps }: OpenReminder, nameOf: NameOf, hasSeen: Set<string>): ReminderRungView[] {
  const byRung = Map.groupBy(steps, ({ rung }) => Math.min(rung, TOP_RUNG));
  return [...byRung].flatMap(([rung, [first, ...others]]) => {
    if (first === undefined) return [];
    const people = [first, ...others].flatMap(({ personId }) =>
      personId === null ? [] : [{ personId, name: nameOf(personId), hasSeen: hasSeen.has(personId) }],
    );
    const state = people.length > 0 ? "told" : "nobody";
    return [{ rung: rungName(rung), state, at: first.decidedAt.toISOString(), people }];
  });
}

function rungsToCome(open: OpenReminder, { severity }: LockedTicket, policy: SlaPolicy): ReminderRungView[] {
  const rungs: ReminderRungView[] = [];
  let at = open.nextAt;
  for (let rung = open.rung + 1; at !== null && rung <= TOP_RUNG; rung += 1) {
    const state = rungs.length === 0 ? "next" : "later";
    rungs.push({ rung: rungName(rung), state, at: at.toISOString(), people: [] });
    at = nextRungAt(rung, at, severity, policy);
  }
  return rungs;
}

/** What is waited for: the service side's last words, for members alone, since whoever leads the queue reads no conversation. */
async function awaitedView(db: Db, ticket: LockedTicket): Promise<ReminderView["awaited"]> {
  const { id: ticketId, groupId, updatedAt, facts } = ticket;
  const waiting = await db.ticketEvent.findFirst({
    where: {
      ticketId,
      type: "status_changed",
      data: {
        path: ["status"],
        equals: "waiting_for_customer",
      },
    },
    orderBy: { version: "desc" },
  });
  const since = (waiting?.createdAt ?? updatedAt).toISOString();
  if (facts.membership === null) return { since, question: null };
  const last = await db.message.findFirst({
    where: { groupId, notice: { equals: Prisma.DbNull }, sender: { side: "service" } },
    orderBy: { sequence: "desc" },
    select: { body: true, sender: { select: { person: { select: { name: true } } } } },
  });
  if (last === null) return { since, question: null };
  const nameOf = await namesOf(db, mentionsIn(last.body).personIds, groupId);
  return { since, question: { name: last.sender?.person.name ?? "", excerpt: excerptOf(last.body, nameOf) } };
}

/** Names of these persons; of this group's alone where a text names them, for a made-up id must reveal nobody. */
async function namesOf(db: Db, personIds: readonly string[], groupId?: string): Promise<NameOf> {
  const persons = await db.person.findMany({
    where: {
      id: { in: [...new Set(personIds)] },
      ...(groupId === undefined ? {} : { memberships: { some: { groupId } } }),
    },
    select: { id: true, name: true },
  });
  const names = new Map(persons.map(({ id, name }) => [id, name]));
  return (personId) => names.get(personId) ?? "…";
}
