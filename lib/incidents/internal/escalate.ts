import { durations } from "@/lib/config/durations";
import type { EscalationStep, Ticket } from "@/lib/db/generated/client";
import { newId } from "@/lib/db/new-id";
import type { Tx } from "@/lib/db/prisma";
import { delayOf, type EscalationChain, escalationChain, targetsAt } from "@/lib/incidents/escalation-chain";
import { changeIncident, type LockedIncident } from "@/lib/incidents/internal/change-incident";
import { calledPersons, makePages } from "@/lib/incidents/internal/make-pages";
import { peopleToCall } from "@/lib/incidents/internal/people-to-call";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import { joinTicketStaffAll } from "@/lib/tickets/join-ticket";

type Chained = Pick<LockedIncident, "id" | "chain"> & { ticket: Ticket };

const later = (now: Date, milliseconds: number): Date => new Date(now.getTime() + milliseconds);
const delayAt = (chain: EscalationChain, position: number): number =>
  delayOf(chain, position, durations.allHandsRepeat);

/** Plans every step of a new emergency's chain as a row with its due time. */
export async function planSteps(
  tx: Tx,
  { id: incidentId, chain }: { id: string; chain: EscalationChain },
  now: Date,
): Promise<void> {
  await tx.escalationStep.createMany({
    data: chain.map((_step, position) => ({
      id: newId(),
      incidentId,
      position,
      dueAt: later(now, delayAt(chain, position)),
    })),
  });
}

/**
 * Decides the steps of a locked emergency that are due and nobody has decided, and has itself woken for the next. Each is
 * claimed together with the calls it makes; a step that finds nobody makes the next one due at once (edge-cases §6.6).
 */
export async function decideDueSteps(tx: Tx, incident: Chained, now: Date): Promise<void> {
  for (;;) {
    const step = await nextStep(tx, incident.id);
    if (step === null) return;
    if (step.dueAt > now) {
      const when = { key: incident.id, runAt: step.dueAt, ifWaiting: "replace" } as const;
      await enqueueJob(tx, "decide-steps", { incidentId: incident.id }, when);
      return;
    }
    await decide(tx, incident, step, now);
  }
}

/** The first step that is not decided. */
async function nextStep(tx: Tx, incidentId: string): Promise<EscalationStep | null> {
  return tx.escalationStep.findFirst({
    where: { incidentId, decidedAt: null },
    orderBy: { position: "asc" },
  });
}

async function decide(tx: Tx, incident: Chained, step: EscalationStep, now: Date): Promise<void> {
  const { ticket } = incident;
  const chain = escalationChain.parse(incident.chain);
  const targets = targetsAt(chain, step.position);
  const called = new Set(await calledPersons(tx, incident.id));
  const people = await peopleToCall(tx, targets, { ticket, called, now });
  const outcome = people.length > 0 ? "paged" : "nobody";
  const claim = await tx.escalationStep.updateMany({
    where: { id: step.id, decidedAt: null },
    data: { decidedAt: now, outcome },
  });
  if (claim.count === 0) return;
  await joinTicketStaffAll(tx, ticket, people, { actorId: null, now });
  await makePages(tx, {
    incidentId: incident.id,
    stepId: step.id,
    event: "trigger",
    personIds: people,
    now,
  });
  const type = outcome === "nobody" ? "nobody" : targets.includes("all_hands") ? "all_hands" : "paged";
  const told = { step: step.position + 1, people: people.length };
  await changeIncident(tx, incident, {
    type,
    actorId: null,
    notice: told,
    now,
    data: {
      ...told,
      targets: targets.join(" "),
    },
  });
  await prepareNext(tx, { incidentId: incident.id, chain, position: step.position, outcome, now });
}

type Decided = {
  incidentId: string;
  chain: EscalationChain;
  position: number;
  outcome: "paged" | "nobody";
  now: Date;
};

/** Beyond the chain's end steps are planned one at a time, and wait even if nobody was there. */
async function prepareNext(tx: Tx, { incidentId, chain, position, outcome, now }: Decided): Promise<void> {
  if (position >= chain.length - 1) {
    const dueAt = later(now, durations.allHandsRepeat);
    await tx.escalationStep.createMany({
      data: [{ id: newId(), incidentId, position: position + 1, dueAt }],
      skipDuplicates: true,
    });
    // A chain of one's own may end in a step that finds nobody: all hands are not made to wait for that.
    if (outcome === "paged" || position >= chain.length) return;
  }
  if (outcome === "nobody")
    await tx.escalationStep.updateMany({
      where: { incidentId, position: position + 1, decidedAt: null, dueAt: { gt: now } },
      data: { dueAt: now },
    });
}

/**
 * Lets the chain of a locked emergency go on, whose acknowledgement was a promise not kept: the next step at once, the
 * others as far behind it as they were.
 */
export async function resumeSteps(tx: Tx, incident: Chained, now: Date): Promise<void> {
  const chain = escalationChain.parse(incident.chain);
  const { id: incidentId } = incident;
  const resting = await tx.escalationStep.findMany({
    where: { incidentId, decidedAt: null },
    orderBy: { position: "asc" },
  });
  const [next] = resting;
  if (!next) await addStep(tx, incidentId, now);
  for (const { id, position } of resting) {
    const behind = delayAt(chain, position) - delayAt(chain, next?.position ?? position);
    await tx.escalationStep.update({ where: { id }, data: { dueAt: later(now, behind) } });
  }
  await decideDueSteps(tx, incident, now);
}

async function addStep(tx: Tx, incidentId: string, dueAt: Date): Promise<void> {
  const { _max } = await tx.escalationStep.aggregate({ where: { incidentId }, _max: { position: true } });
  const position = (_max.position ?? -1) + 1;
  await tx.escalationStep.create({ data: { id: newId(), incidentId, position, dueAt } });
}

/** The steps still to come are not needed any more. */
export async function endSteps(tx: Tx, incidentId: string, now: Date): Promise<void> {
  await tx.escalationStep.updateMany({
    where: { incidentId, decidedAt: null },
    data: { decidedAt: now, outcome: "not_needed" },
  });
}
