import { durations } from "@/lib/config/durations";
import type { Tx } from "@/lib/db/prisma";
import { availableStaff, onDuty } from "@/lib/duty/on-duty";
import { changeTicket } from "@/lib/tickets/change-ticket";
import type { Severity, TicketStatus } from "@/lib/tickets/contract";
import { findEngineer, nextEngineerShift } from "@/lib/tickets/internal/find-engineer";
import { joinTicketStaff } from "@/lib/tickets/join-ticket";

type Ticket = {
  id: string;
  accountId: string;
  planId: string;
  groupId: string;
  internalGroupId: string;
  productCode: string;
  severity: Severity;
  status: TicketStatus;
  assigneeId: string | null;
  requesterId: string;
};

type Assigning = {
  actorId: string | null;
  exceptPersonId?: string | null;
  /** How it is told, if not as any other assignment. */
  as?: "assigned" | "handed_over" | "handed_over_at_shift_end";
  now: Date;
};

/** Gives a locked ticket to this person: a member from now on, and told; so is the requester. */
export async function assignTo(
  tx: Tx,
  ticket: Ticket,
  personId: string,
  { actorId, as: type = "assigned", now }: Assigning,
): Promise<number> {
  await joinTicketStaff(tx, ticket, personId, { actorId, now });
  const status = ticket.status === "new" ? "assigned" : ticket.status;
  return changeTicket(tx, ticket.id, {
    type,
    actorId,
    data: { assigneeId: personId, previousAssigneeId: ticket.assigneeId, status },
    set: { assigneeId: personId, status, assignmentDueAt: null },
    addressees: [personId, ticket.requesterId, ticket.assigneeId],
    now,
  });
}

/**
 * Looks for an engineer for a locked ticket that has none: skill, then the product's fall-backs. If there is nobody, the
 * ticket says that it waits for duty and who leads is told, once per waiting; it is tried again while it waits
 * (edge-cases §4.5). True if it has an engineer now.
 */
export async function findAndAssign(tx: Tx, ticket: Ticket, assigning: Assigning): Promise<boolean> {
  const { now, exceptPersonId = null } = assigning;
  const { productCode } = ticket;
  const engineer = await findSuccessor(tx, ticket, { exceptPersonId, now });
  if (engineer !== null) {
    await assignTo(tx, ticket, engineer, assigning);
    return true;
  }
  const nextShiftAt = await nextEngineerShift(tx, productCode, now);
  const retryAt = new Date(now.getTime() + durations.assignmentRetry);
  const dueAt = nextShiftAt !== null && nextShiftAt > now && nextShiftAt < retryAt ? nextShiftAt : retryAt;
  const waits = await tx.ticket.findUniqueOrThrow({
    where: { id: ticket.id },
    select: { assignmentDueAt: true },
  });
  await tx.ticket.update({ where: { id: ticket.id }, data: { assignmentDueAt: dueAt } });
  if (waits.assignmentDueAt === null) await sayWaiting(tx, ticket, nextShiftAt, assigning);
  return false;
}

/** Who of those on duty is to work on a ticket, `exceptPersonId` and who was taken out of its group left aside; null: nobody. */
export async function findSuccessor(
  tx: Tx,
  { groupId, productCode, severity }: Pick<Ticket, "groupId" | "productCode" | "severity">,
  { exceptPersonId, now }: { exceptPersonId: string | null; now: Date },
): Promise<string | null> {
  const except = await takenOut(tx, groupId, exceptPersonId);
  return findEngineer(tx, { productCode, severity, except, now });
}

/** Who left the ticket's group, or was removed, is not put back by the product itself. */
async function takenOut(tx: Tx, groupId: string, exceptPersonId: string | null): Promise<Set<string>> {
  const gone = await tx.groupMember.findMany({
    where: { groupId, side: "service", leftAt: { not: null } },
    select: { personId: true },
  });
  const ids = [exceptPersonId, ...gone.map(({ personId }) => personId)];
  return new Set(ids.filter((id) => id !== null));
}

async function sayWaiting(
  tx: Tx,
  ticket: Ticket,
  nextShiftAt: Date | null,
  { now }: Assigning,
): Promise<void> {
  const leads = await leadsFor(tx, ticket.planId, now);
  for (const personId of leads) await joinTicketStaff(tx, ticket, personId, { actorId: null, now });
  await changeTicket(tx, ticket.id, {
    type: nextShiftAt === null ? "nobody_planned" : "waiting_for_duty",
    actorId: null,
    data: nextShiftAt === null ? {} : { nextShiftAt: nextShiftAt.toISOString() },
    addressees: [...leads, ticket.requesterId],
    now,
  });
}

/** Who is told of a ticket nobody works on: the duty lead on duty, else the plan's TAM and deputy, else all who lead. */
async function leadsFor(tx: Tx, planId: string, now: Date): Promise<string[]> {
  const [lead] = await onDuty(tx, { kind: "duty_lead", now });
  if (lead) return [lead.personId];
  const plan = await tx.supportPlan.findUniqueOrThrow({
    where: { id: planId },
    select: { tamId: true, deputyId: true },
  });
  const available = new Set(await availableStaff(tx, ["tam", "engineer", "duty_lead", "manager"], now));
  const tams = [plan.tamId, plan.deputyId].filter((id) => id !== null && available.has(id));
  return tams.length > 0
    ? tams.filter((id) => id !== null)
    : availableStaff(tx, ["duty_lead", "manager"], now);
}
